import { asList, asText } from './antworten.js';
import type { EingabeProps } from './Eingaben.js';
import { describedBy, feldId, optionId } from './ids.js';
import { beschreibungOf, Erlaeuterung, Fehlertext, Fragerahmen } from './Rahmen.js';

export function Einzelauswahl(props: EingabeProps) {
  const { field, name, wert, onWert, fehler } = props;
  return (
    <Fragerahmen {...props} radio>
      {field.options.map((option, index) => (
        <div className="kern-form-check" key={option.value}>
          <input
            className={`kern-form-check__radio${fehler ? ' kern-form-check__radio--error' : ''}`}
            type="radio"
            id={optionId(name, index)}
            name={name}
            value={option.value}
            checked={asText(wert) === option.value}
            onChange={() => onWert(option.value)}
          />
          <label className="kern-label" htmlFor={optionId(name, index)}>
            {option.label}
          </label>
        </div>
      ))}
    </Fragerahmen>
  );
}

export function Mehrfachauswahl(props: EingabeProps) {
  const { field, name, wert, onWert, fehler } = props;
  const gewaehlt = asList(wert);
  const toggle = (value: string) =>
    onWert(gewaehlt.includes(value) ? gewaehlt.filter((entry) => entry !== value) : [...gewaehlt, value]);
  return (
    <Fragerahmen {...props}>
      {field.options.map((option, index) => (
        <div className="kern-form-check" key={option.value}>
          <input
            className={`kern-form-check__checkbox${fehler ? ' kern-form-check__checkbox--error' : ''}`}
            type="checkbox"
            id={optionId(name, index)}
            name={name}
            value={option.value}
            checked={gewaehlt.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <label className="kern-label" htmlFor={optionId(name, index)}>
            {option.label}
          </label>
        </div>
      ))}
    </Fragerahmen>
  );
}

export function Ankreuzfeld({ field, name, wert, onWert, fehler }: EingabeProps) {
  return (
    <div className={`kern-form-check zst-einzeln${fehler ? ' kern-form-check--error' : ''}`}>
      <input
        className={`kern-form-check__checkbox${fehler ? ' kern-form-check__checkbox--error' : ''}`}
        type="checkbox"
        id={feldId(name)}
        name={name}
        required={field.required}
        aria-invalid={fehler ? true : undefined}
        aria-describedby={describedBy(name, {
          hinweis: Boolean(beschreibungOf(field)),
          fehler: Boolean(fehler),
        })}
        checked={wert === true}
        onChange={(event) => onWert(event.target.checked)}
      />
      <label className="kern-label" htmlFor={feldId(name)}>
        {field.label}
      </label>
      <div className="zst-einzeln__text">
        <Erlaeuterung field={field} name={name} />
      </div>
      {fehler ? <Fehlertext name={name} fehler={fehler} /> : null}
    </div>
  );
}
