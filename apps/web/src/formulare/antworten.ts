import type { Json, Variables } from '@zusteuerung/forms';

const isObject = (value: Json | undefined): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The answer at a dotted key; undefined: not answered yet. */
export function readAntwort(antworten: Variables, key: string): Json | undefined {
  let value: Json | undefined = antworten;
  for (const part of key.split('.')) {
    if (!isObject(value)) return undefined;
    value = value[part];
  }
  return value;
}

/** New answers with one of them changed; the given ones stay as they are. */
export function writeAntwort(antworten: Variables, key: string, value: Json): Variables {
  const [head = '', ...rest] = key.split('.');
  if (rest.length === 0) return { ...antworten, [head]: value };
  const inner = antworten[head];
  return { ...antworten, [head]: writeAntwort(isObject(inner) ? inner : {}, rest.join('.'), value) };
}

export const asText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value).replace('.', ',') : '';

export const asList = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];

/** A number as people here write it ("1.200,50", "3"); what is no number stays text for the validation to see. */
export function parseZahl(text: string): Json {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(trimmed) ? trimmed.replaceAll('.', '') : trimmed;
  const value = Number(plain.replace(',', '.'));
  return Number.isFinite(value) ? value : trimmed;
}
