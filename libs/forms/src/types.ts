import type { Expression, Finding, Json, Variables } from '@zusteuerung/feel';

export type { Finding, Json, Variables };

export const fieldTypes = [
  'textfield',
  'textarea',
  'number',
  'select',
  'radio',
  'checkbox',
  'checklist',
  'datetime',
  'group',
  'text',
  'separator',
  'spacer',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface Option {
  value: string;
  label: string;
}

/** A component of a form. What shows a value has a key; group, text, separator and spacer have none. */
export interface Field {
  id: string;
  type: FieldType;
  /** path of the answer, dotted when nested; null for what takes no answer */
  key: string | null;
  label: string;
  description: string | null;
  /** text to show (Markdown), for `text` */
  text: string | null;
  required: boolean;
  readonly: boolean;
  /** `schutz: "person"`: personal data */
  person: boolean;
  /** `hinweis` of the component's properties */
  hint: string | null;
  /** `fehlertext` of the component's properties */
  errorText: string | null;
  properties: Record<string, string>;
  /** choices of select, radio and checklist; already computed where they come from an expression */
  options: Option[];
  optionsExpression: Expression | null;
  optionsKey: string | null;
  defaultValue: Json;
  hide: Expression | null;
  /** of datetime */
  subtype: 'date' | 'time' | 'datetime';
  /** semantic kind of a textfield, for keyboard and autocomplete */
  inputType: 'text' | 'email' | 'tel';
  limits: Limits;
  /** content of a group */
  fields: Field[];
}

export interface Limits {
  minLength: number | null;
  maxLength: number | null;
  pattern: string | null;
  patternMessage: string | null;
  min: number | null;
  max: number | null;
  /** digits after the decimal point; null: any */
  decimalDigits: number | null;
  disallowPast: boolean;
}

export interface Form {
  id: string;
  title: string;
  fields: Field[];
}

/** A page of the form: a top-level group, or everything when there is none. Only what is visible now. */
export interface Step {
  id: string;
  label: string;
  description: string | null;
  fields: Field[];
}

export interface FieldProblem {
  /** key of the field */
  field: string;
  code:
    | 'PFLICHT'
    | 'TYP'
    | 'AUSWAHL'
    | 'ZU_KURZ'
    | 'ZU_LANG'
    | 'MUSTER'
    | 'ZU_KLEIN'
    | 'ZU_GROSS'
    | 'DATUM'
    | 'VERGANGEN';
  message: { de: string; en: string };
}

export interface FormOptions {
  /** ISO 8601 instant for `now()`, `today()` and dates that must not lie in the past (unchecked without it) */
  now?: string;
}

export interface AnswerGroup {
  gruppe: string;
  eintraege: { feld: string; frage: string; antwort: string; person: boolean }[];
}
