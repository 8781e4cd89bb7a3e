import type { Json, Variables } from '@zusteuerung/feel';

/** The answer under a dotted key; undefined when nothing is there. */
export function readPath(answers: Variables, key: string): Json | undefined {
  if (!key.includes('.')) return Object.hasOwn(answers, key) ? answers[key] : undefined;
  let value: Json | undefined = answers;
  for (const part of key.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}

/** A copy with the answer under a dotted key set; what is in the way is replaced. */
export function writePath(answers: Variables, key: string, value: Json): Variables {
  const [head = '', ...rest] = key.split('.');
  if (rest.length === 0) return { ...answers, [head]: value };
  const inner = Object.hasOwn(answers, head) ? answers[head] : null;
  const base = inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? inner : {};
  return { ...answers, [head]: writePath(base, rest.join('.'), value) };
}

/** Sets the answer under a dotted key in a record of one's own; what lies inside is copied, never changed. */
export function setPath(own: Variables, key: string, value: Json): void {
  if (!key.includes('.')) own[key] = value;
  else Object.assign(own, writePath(own, key, value));
}

/** Nothing was answered: null, an empty text, an empty list. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}
