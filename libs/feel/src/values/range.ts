import { compareValues } from './compare.js';
import { isNum } from './number.js';
import { valueText } from './text.js';
import { Special, kindOf } from './value.js';
import type { Kind, Value } from './value.js';

/** Null as an end is no bound. */
export class FeelRange extends Special {
  readonly kind: Kind = 'range';

  constructor(
    readonly start: Value,
    readonly end: Value,
    readonly startIncluded: boolean,
    readonly endIncluded: boolean,
  ) {
    super();
  }

  override property(name: string): Value | undefined {
    switch (name) {
      case 'start':
        return this.start;
      case 'end':
        return this.end;
      case 'start included':
        return this.startIncluded;
      case 'end included':
        return this.endIncluded;
    }
    return undefined;
  }

  /** Null when the value can't be compared with the ends. */
  includes(value: Value): boolean | null {
    if (value === null) return null;
    if (this.start !== null) {
      const order = compareValues(value, this.start);
      if (order === null) return null;
      if (order < 0 || (order === 0 && !this.startIncluded)) {
        return this.end === null || compareValues(value, this.end) !== null ? false : null;
      }
    }
    if (this.end === null) return this.start === null ? null : true;
    const order = compareValues(value, this.end);
    return order === null ? null : order < 0 || (order === 0 && this.endIncluded);
  }

  toString(): string {
    const end = (value: Value) => (value === null ? '' : valueText(value, true));
    if (this.start === null && this.end !== null && !this.startIncluded)
      return `${this.endIncluded ? '<=' : '<'} ${end(this.end)}`;
    if (this.end === null && this.start !== null && !this.endIncluded)
      return `${this.startIncluded ? '>=' : '>'} ${end(this.start)}`;
    return `${this.startIncluded ? '[' : '('}${end(this.start)}..${end(this.end)}${this.endIncluded ? ']' : ')'}`;
  }
}

/** A range from `start` to `end`; null when these can't be its ends: what is no bound can't be included. */
export function rangeOf(
  start: Value,
  end: Value,
  startIncluded: boolean,
  endIncluded: boolean,
): FeelRange | null {
  if ((start === null && (end === null || startIncluded)) || (end === null && endIncluded)) return null;
  if (start !== null && end !== null && compareValues(start, end) === null) return null;
  const one = start ?? end;
  if (!isNum(one) && !comparable.has(kindOf(one))) return null;
  return new FeelRange(start, end, startIncluded, endIncluded);
}

const comparable = new Set<Kind>([
  'string',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
]);
