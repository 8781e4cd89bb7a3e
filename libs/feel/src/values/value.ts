import { Decimal } from 'decimal.js';

export type Kind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'list'
  | 'context'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function';

/** What FEEL knows beyond JSON. */
export abstract class Special {
  abstract readonly kind: Kind;
  abstract toString(): string;

  /** A named part such as the `year` of a date; undefined when it has none of that name. */
  property(_name: string): Value | undefined {
    return undefined;
  }

  toJSON(): string {
    return this.toString();
  }
}

export interface Entries {
  [key: string]: Value;
}

export type Value = null | boolean | number | string | Decimal | Special | Value[] | Entries;

export function kindOf(value: Value): Kind {
  switch (typeof value) {
    case 'number':
    case 'string':
    case 'boolean':
      return typeof value as Kind;
  }
  if (value === null || typeof value !== 'object') return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Special) return value.kind;
  return value instanceof Decimal ? 'number' : 'context';
}

export function isContext(value: Value): value is Entries {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Special) &&
    !(value instanceof Decimal)
  );
}

/** Undefined when there is no such entry. */
export function entryOf(context: Entries, key: string): Value | undefined {
  return Object.hasOwn(context, key) ? context[key] : undefined;
}

/** Sets an entry of any name, also `__proto__`. */
export function setEntry(context: Entries, key: string, value: Value): void {
  if (key in Object.prototype)
    Object.defineProperty(context, key, { value, enumerable: true, configurable: true, writable: true });
  else context[key] = value;
}
