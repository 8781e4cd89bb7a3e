import type { Field, Form, Variables } from '@zusteuerung/forms';
import { readAntwort, writeAntwort } from './antworten.js';

/** All fields below these, groups opened. */
export const flattenFields = (fields: Field[]): Field[] =>
  fields.flatMap((field) => (field.type === 'group' ? flattenFields(field.fields) : [field]));

/** Answers with the form's default values where nothing has been answered. */
export function applyDefaults(form: Form, antworten: Variables): Variables {
  return flattenFields(form.fields).reduce(
    (all, field) =>
      field.key === null || field.defaultValue === null || readAntwort(all, field.key) !== undefined
        ? all
        : writeAntwort(all, field.key, field.defaultValue),
    antworten,
  );
}
