import { Decimal } from 'decimal.js';
import { BudgetExceeded, defaultBudget } from './run.js';
import type { FeelValue, Json } from './types.js';
import { FeelFunction } from './values/function.js';
import { Special, setEntry } from './values/value.js';
import type { Entries, Value } from './values/value.js';

/**
 * The JSON form of a FEEL value: temporals as ISO strings, ranges as their text, functions as null. Null when it is
 * larger than any evaluation may cost.
 */
export function toJson(value: FeelValue | Json): Json {
  try {
    return jsonOf(value as Value, defaultBudget.steps * 5);
  } catch (error) {
    if (error instanceof BudgetExceeded || error instanceof RangeError) return null;
    throw error;
  }
}

/** Throws when there are more than `most` values. */
export function jsonOf(value: Value, most: number): Json {
  let left = most;
  const convert = (inner: unknown): Json => {
    if (--left < 0) throw new BudgetExceeded();
    if (inner === null || typeof inner === 'boolean' || typeof inner === 'string') return inner;
    if (typeof inner === 'number') return Number.isFinite(inner) ? inner : null;
    if (typeof inner !== 'object') return null;
    if (Array.isArray(inner)) return inner.map(convert);
    if (inner instanceof Decimal) return inner.toNumber();
    if (inner instanceof FeelFunction) return null;
    if (inner instanceof Special) return inner.toString();
    return isPlain(inner) ? contextOf(inner as Entries) : null;
  };
  const contextOf = (context: Entries): Json => {
    const result: { [key: string]: Json } = {};
    for (const key of Object.keys(context)) setEntry(result, key, convert(context[key]));
    return result;
  };
  return convert(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
