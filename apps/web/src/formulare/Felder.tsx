import type { Field, FieldProblem, Json, Variables } from '@zusteuerung/forms';
import type { ComponentType } from 'react';
import { readAntwort } from './antworten.js';
import { Ankreuzfeld, Einzelauswahl, Mehrfachauswahl } from './Ankreuzen.js';
import { Auswahlfeld, Textbereich, Textfeld, Zahlfeld, Zeitfeld, type EingabeProps } from './Eingaben.js';
import { Textblock } from './Textblock.js';

interface Props {
  fields: Field[];
  antworten: Variables;
  fehler: FieldProblem[];
  onAntwort: (key: string, wert: Json) => void;
}

const eingaben: Partial<Record<Field['type'], ComponentType<EingabeProps>>> = {
  textfield: Textfeld,
  textarea: Textbereich,
  number: Zahlfeld,
  select: Auswahlfeld,
  radio: Einzelauswahl,
  checkbox: Ankreuzfeld,
  checklist: Mehrfachauswahl,
  datetime: Zeitfeld,
};

/** The given (visible) fields of a form, in order; groups become fieldsets. */
export function Felder(props: Props) {
  return (
    <div className="zst-felder">
      {props.fields.map((field) => (
        <Feld key={field.id} {...props} field={field} />
      ))}
    </div>
  );
}

function Feld({ field, ...props }: Props & { field: Field }) {
  if (field.type === 'group') return <Gruppe {...props} field={field} />;
  if (field.type === 'text') return <Textblock text={field.text ?? ''} />;
  if (field.type === 'separator') return <hr className="kern-divider" />;
  const Eingabe = eingaben[field.type];
  if (!Eingabe || field.key === null) return null;
  const name = field.key;
  return (
    <Eingabe
      field={field}
      name={name}
      wert={readAntwort(props.antworten, name)}
      onWert={(wert) => props.onAntwort(name, wert)}
      fehler={props.fehler.find((problem) => problem.field === name)?.message.de}
    />
  );
}

function Gruppe({ field, ...props }: Props & { field: Field }) {
  return (
    <fieldset className="kern-fieldset zst-gruppe">
      <legend className="kern-heading-medium">{field.label}</legend>
      {field.description ? <p className="kern-hint">{field.description}</p> : null}
      <div className="kern-fieldset__body">
        <Felder {...props} fields={field.fields} />
      </div>
    </fieldset>
  );
}
