// The commonest expressions and cells (literals, paths, comparisons with a number) need no interpreter:
// feelin parses anew at every evaluation. Whatever is not certain here is left to feelin.
import type { FeelContext, FeelValue, Json } from './types.js';
import { isBuiltin } from './builtins.js';

/** A result, or null when feelin must answer. */
export type Shortcut<A extends unknown[]> = (...args: A) => { value: FeelValue | Json } | null;

const literalPattern = String.raw`"[^"\\]*"|-?\d{1,15}(?:\.\d{1,15})?|true|false|null`;
const literal = new RegExp(`^(?:${literalPattern})$`);
const literals = new RegExp(`^(?:${literalPattern})(?:\\s*,\\s*(?:${literalPattern}))*$`);
const path = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;
const comparison = /^(<=|>=|<|>)\s*(-?\d{1,15}(?:\.\d{1,15})?)$/;
const keywords = new Set(['true', 'false', 'null', 'if', 'for', 'some', 'every', 'not', 'function']);

export function expressionShortcut(source: string): Shortcut<[FeelContext]> | null {
  const text = source.trim();
  if (literal.test(text)) {
    const value = JSON.parse(text) as Json;
    return () => ({ value });
  }
  const keys = text.split('.');
  const head = keys[0] ?? '';
  if (!path.test(text) || keywords.has(head) || isBuiltin(head)) return null;
  return (context) => follow(context, keys);
}

function follow(context: FeelContext, keys: string[]): { value: FeelValue | Json } | null {
  let value: unknown = context;
  for (const key of keys) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
    if (!Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value === undefined ? null : { value: value as Json };
}

export function unaryShortcut(source: string): Shortcut<[unknown]> | null {
  const text = source.trim();
  if (text === '-' || text === '') return () => ({ value: true });
  if (literals.test(text)) {
    const values = JSON.parse(`[${text}]`) as Json[];
    return (input) => (isScalar(input) ? { value: values.includes(input) } : null);
  }
  const match = comparison.exec(text);
  if (!match) return null;
  const limit = Number(match[2]);
  return (input) => {
    if (typeof input === 'number') return { value: compare(match[1], input, limit) };
    return isScalar(input) ? { value: false } : null;
  };
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function compare(operator: string | undefined, input: number, limit: number): boolean {
  if (operator === '<') return input < limit;
  if (operator === '<=') return input <= limit;
  return operator === '>' ? input > limit : input >= limit;
}
