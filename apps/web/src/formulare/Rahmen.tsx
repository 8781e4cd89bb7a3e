import type { Field } from '@zusteuerung/forms';
import type { ReactNode } from 'react';
import { Symbol } from '../layout/Symbol.js';
import { fehlerId, feldId, hinweisId } from './ids.js';

export interface FeldProps {
  field: Field;
  /** the field's key, known to be there */
  name: string;
  fehler: string | undefined;
}

export const beschreibungOf = (field: Field): string | null => field.description ?? field.hint;

export function Fehlertext({ name, fehler }: { name: string; fehler: string }) {
  return (
    <p className="kern-error" id={fehlerId(name)}>
      <Symbol name="danger" />
      <span className="kern-body">{fehler}</span>
    </p>
  );
}

export function Beschriftung({ field }: { field: Field }) {
  return (
    <>
      {field.label}
      {field.required || field.readonly ? null : <span className="kern-label__optional"> (freiwillig)</span>}
    </>
  );
}

export function Erlaeuterung({ field, name }: { field: Field; name: string }) {
  const texte = [field.description, field.hint].filter((text): text is string => Boolean(text));
  if (texte.length === 0) return null;
  return (
    <div className="kern-hint" id={hinweisId(name)}>
      {texte.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}

/** Label, hint, control and error of a field with one control. */
export function Rahmen({ field, name, fehler, children }: FeldProps & { children: ReactNode }) {
  return (
    <div className={`kern-form-input${fehler ? ' kern-form-input--error' : ''}`}>
      <label className="kern-label" htmlFor={feldId(name)}>
        <Beschriftung field={field} />
      </label>
      <Erlaeuterung field={field} name={name} />
      {children}
      {fehler ? <Fehlertext name={name} fehler={fehler} /> : null}
    </div>
  );
}

/** Legend, hint, controls and error of a question with several controls. */
export function Fragerahmen({
  field,
  name,
  fehler,
  radio = false,
  children,
}: FeldProps & { radio?: boolean; children: ReactNode }) {
  const ids = [beschreibungOf(field) ? hinweisId(name) : '', fehler ? fehlerId(name) : ''].filter(Boolean);
  const radiogroup = radio
    ? {
        role: 'radiogroup',
        'aria-invalid': fehler ? true : undefined,
        'aria-required': field.required || undefined,
      }
    : {};
  return (
    <fieldset
      className={`kern-fieldset${fehler ? ' kern-fieldset--error' : ''}`}
      aria-describedby={ids.length > 0 ? ids.join(' ') : undefined}
      {...radiogroup}
    >
      <legend className="kern-label">
        <Beschriftung field={field} />
      </legend>
      <Erlaeuterung field={field} name={name} />
      <div className="kern-fieldset__body">{children}</div>
      {fehler ? <Fehlertext name={name} fehler={fehler} /> : null}
    </fieldset>
  );
}
