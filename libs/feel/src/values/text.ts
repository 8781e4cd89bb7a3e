import { Decimal } from 'decimal.js';
import { numberText } from './number.js';
import { Special } from './value.js';
import type { Value } from './value.js';

/** Counts what is visited, so that lists that contain the same list many times come to an end. */
export type Count = (steps: number) => void;

const uncounted: Count = () => undefined;

/** The text of a value as FEEL writes it; strings inside of something else are quoted. */
export function valueText(value: Value, quoted: boolean, count: Count = uncounted): string {
  count(1);
  if (typeof value === 'string') {
    count(value.length >> 4);
    return quoted ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
  }
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Decimal) {
    count(Math.abs(value.e) * 2);
    return numberText(value);
  }
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item, true, count)).join(', ')}]`;
  if (value instanceof Special) return value.toString();
  const entries = Object.keys(value).map(
    (key) => `${/\W/.test(key) ? valueText(key, true) : key}: ${valueText(value[key] ?? null, true, count)}`,
  );
  return `{${entries.join(', ')}}`;
}
