import type { Json } from '@zusteuerung/forms';
import { useState } from 'react';
import { asText, parseZahl } from './antworten.js';
import { describedBy, feldId } from './ids.js';
import { autocompleteOf, inputModeOf } from './textarten.js';
import { beschreibungOf, Rahmen, type FeldProps } from './Rahmen.js';

export interface EingabeProps extends FeldProps {
  wert: Json | undefined;
  onWert: (wert: Json) => void;
}

/** What every single control of a field has in common. */
function controlProps({ field, name, fehler }: FeldProps, kind = 'input') {
  const base = `kern-form-input__${kind}`;
  return {
    id: feldId(name),
    name,
    className: fehler ? `${base} ${base}--error` : base,
    'aria-describedby': describedBy(name, {
      hinweis: Boolean(beschreibungOf(field)),
      fehler: Boolean(fehler),
    }),
    'aria-invalid': fehler ? true : undefined,
    required: field.required,
  };
}

export function Textfeld(props: EingabeProps) {
  const { field, wert, onWert } = props;
  return (
    <Rahmen {...props}>
      <input
        {...controlProps(props)}
        type={field.inputType}
        inputMode={inputModeOf(field)}
        autoComplete={autocompleteOf(field)}
        readOnly={field.readonly}
        value={asText(wert)}
        onChange={(event) => onWert(event.target.value)}
      />
    </Rahmen>
  );
}

export function Textbereich(props: EingabeProps) {
  const { field, wert, onWert } = props;
  const text = asText(wert);
  const rest = field.limits.maxLength === null ? null : field.limits.maxLength - text.length;
  return (
    <Rahmen {...props}>
      <textarea
        {...controlProps(props)}
        rows={4}
        readOnly={field.readonly}
        value={text}
        onChange={(event) => onWert(event.target.value)}
      />
      {rest !== null && rest < 100 ? (
        <p className="zst-leise zst-klein">
          {rest >= 0 ? `Noch ${rest} Zeichen` : `${-rest} Zeichen zu viel`}
        </p>
      ) : null}
    </Rahmen>
  );
}

/** Keeps what is typed ("3,") while the answer is the number it means. */
export function Zahlfeld(props: EingabeProps) {
  const { field, wert, onWert } = props;
  const [text, setText] = useState(asText(wert));
  const ganz = field.limits.decimalDigits === 0;
  return (
    <Rahmen {...props}>
      <input
        {...controlProps(props)}
        type="text"
        inputMode={ganz ? 'numeric' : 'decimal'}
        autoComplete="off"
        readOnly={field.readonly}
        value={parseZahl(text) === (wert ?? null) ? text : asText(wert)}
        onChange={(event) => {
          setText(event.target.value);
          onWert(parseZahl(event.target.value));
        }}
      />
    </Rahmen>
  );
}

export function Zeitfeld(props: EingabeProps) {
  const { field, wert, onWert } = props;
  const type = field.subtype === 'datetime' ? 'datetime-local' : field.subtype;
  return (
    <Rahmen {...props}>
      <input
        {...controlProps(props)}
        className={`${controlProps(props).className} zst-zeitfeld`}
        type={type}
        readOnly={field.readonly}
        value={asText(wert).slice(0, type === 'datetime-local' ? 16 : undefined)}
        onChange={(event) => onWert(event.target.value || null)}
      />
    </Rahmen>
  );
}

export function Auswahlfeld(props: EingabeProps) {
  const { field, wert, onWert } = props;
  return (
    <Rahmen {...props}>
      <div className="kern-form-input__select-wrapper">
        <select
          {...controlProps(props, 'select')}
          value={asText(wert)}
          onChange={(event) => onWert(event.target.value || null)}
        >
          <option value="">Bitte wählen</option>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </Rahmen>
  );
}
