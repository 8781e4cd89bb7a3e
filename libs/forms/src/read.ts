import type { Finding, Json } from '@zusteuerung/feel';
import { brokenJson, finding } from './findings.js';
import { readFields } from './read-field.js';
import { asNumber, asObject, asText } from './raw.js';
import type { Raw } from './raw.js';
import type { Field, Form } from './types.js';

const maximumLength = 2 * 1024 * 1024;
const oldestSchema = 16;

/** Reads a form-js schema (version 16 or newer). With a finding of severity `error` there is no form. */
export function readForm(json: string): { form: Form | null; findings: Finding[] } {
  const { raw, findings } = parse(json);
  if (!raw) return { form: null, findings };
  const id = asText(raw['id']) ?? '';
  findings.push(...checkHead(raw, id));
  const fields = readFields(raw['components'], { path: '', person: false, findings });
  findings.push(...duplicates(fields));
  const failed = findings.some(({ severity }) => severity === 'error');
  return { form: failed ? null : { id, title: asText(raw['title']) ?? '', fields }, findings };
}

function parse(json: string): { raw: Raw | null; findings: Finding[] } {
  if (json.length > maximumLength)
    return {
      raw: null,
      findings: [
        finding(
          'TOO_LARGE',
          'error',
          undefined,
          'Die Datei ist größer als 2 MB.',
          'The file is larger than 2 MB.',
        ),
      ],
    };
  try {
    return { raw: asObject(JSON.parse(json) as Json), findings: [] };
  } catch {
    return { raw: null, findings: [brokenJson(json)] };
  }
}

function checkHead(raw: Raw, id: string): Finding[] {
  const findings: Finding[] = [];
  if (id === '')
    findings.push(
      finding(
        'FORM_NO_ID',
        'error',
        undefined,
        'Das Formular hat keine Kennung (id).',
        'The form has no id.',
      ),
    );
  if (!Array.isArray(raw['components']))
    findings.push(
      finding(
        'FORM_NO_COMPONENTS',
        'error',
        id,
        'Das ist kein Formular: Die Liste der Felder (components) fehlt.',
        'This is no form: the list of components is missing.',
      ),
    );
  const version = asNumber(raw['schemaVersion']);
  if (version === null || version < oldestSchema)
    findings.push(
      finding(
        'FORM_SCHEMA_VERSION',
        'error',
        id,
        `Das Formular hat die Fassung ${version ?? 'unbekannt'} (schemaVersion); gelesen werden Formulare ab Fassung ${oldestSchema}.`,
        `The form has schemaVersion ${version ?? 'unknown'}; ${oldestSchema} or newer is read.`,
      ),
    );
  return findings;
}

/** All fields of a form, groups and what is in them, in order. */
export function allFields(fields: Field[]): Field[] {
  let all = flattened.get(fields);
  if (!all) flattened.set(fields, (all = fields.flatMap((field) => [field, ...allFields(field.fields)])));
  return all;
}

/** A form never changes once it is read. */
const flattened = new WeakMap<Field[], Field[]>();

function duplicates(fields: Field[]): Finding[] {
  const ids = new Set<string>();
  const keys = new Set<string>();
  return allFields(fields).flatMap((field) => {
    const findings: Finding[] = [];
    const { id, key, label } = field;
    if (ids.has(id))
      findings.push(
        finding(
          'FORM_DUPLICATE_ID',
          'error',
          id,
          `Die Kennung „${id}“ ist mehrfach vergeben.`,
          `The id "${id}" is used more than once.`,
        ),
      );
    if (key !== null && keys.has(key))
      findings.push(
        finding(
          'FORM_DUPLICATE_KEY',
          'error',
          id,
          `Der Schlüssel „${key}“ (Feld „${label || id}“) ist mehrfach vergeben.`,
          `The key "${key}" (field "${label || id}") is used more than once.`,
        ),
      );
    ids.add(id);
    if (key !== null) keys.add(key);
    return [...findings, ...doubledOptions(field)];
  });
}

function doubledOptions({ id, label, options }: Field): Finding[] {
  const values = options.map(({ value }) => value);
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))].map((value) =>
    finding(
      'FORM_DUPLICATE_OPTION',
      'error',
      id,
      `Im Feld „${label || id}“ gibt es den Wert „${value}“ mehrfach.`,
      `The field "${label || id}" has the value "${value}" more than once.`,
    ),
  );
}
