import type { Run } from '../run.js';
import { compareValues } from '../values/compare.js';
import { isNum, parseNumber } from '../values/number.js';
import { rangeOf } from '../values/range.js';
import { readTemporal } from '../values/read-temporal.js';
import { valueText } from '../values/text.js';
import { kindOf } from '../values/value.js';
import type { Value } from '../values/value.js';
import { define, form } from './define.js';
import type { Answer, Builtin } from './define.js';

export const conversion: Builtin[] = [
  define(
    'number',
    form(['from: string', 'grouping separator: string?', 'decimal separator: string?'], (_run, ...args) =>
      numberOf(...args),
    ),
    form(['from: number'], (_run, from) => from),
  ),
  define(
    'string',
    form(['from: any'], (run, from) => (from === null ? null : textOf(run, from))),
  ),
  define(
    'not',
    form(['negand: any'], (_run, negand) =>
      typeof negand === 'boolean' ? !negand : negand === null ? null : undefined,
    ),
  ),
  define(
    'range',
    form(['from: string'], (_run, from) => readRange(from) ?? undefined),
  ),
  define(
    'is defined',
    form(['value: any'], (_run, value) => value !== null),
  ),
  define(
    'get or else',
    form(['value: any', 'default: any'], (_run, value, other) => value ?? other),
  ),
];

function textOf(run: Run, value: Value): string {
  return run.text(valueText(value, false, (steps) => run.tick(steps)));
}

function numberOf(from: string, grouping?: string, decimal?: string): Answer {
  if (grouping !== undefined && !['', ' ', ',', '.'].includes(grouping)) return undefined;
  if (decimal !== undefined && decimal !== '.' && decimal !== ',') return undefined;
  if (grouping !== undefined && grouping === decimal) return undefined;
  const plain = grouping ? from.replaceAll(grouping, '') : from;
  if (decimal === ',' && plain.includes('.')) return undefined;
  return parseNumber((decimal === ',' ? plain.replace(',', '.') : plain).trim()) ?? undefined;
}

const rangePattern = /^([[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])$/s;

/** A range as FEEL writes it, with literals as its ends. */
function readRange(text: string): Answer {
  const match = rangePattern.exec(text.trim());
  if (!match) return undefined;
  const [, open, low = '', high = '', close] = match;
  const [start, end] = [endOf(low), endOf(high)];
  if (start === undefined || end === undefined) return undefined;
  if (start !== null && end !== null && (kindOf(start) !== kindOf(end) || isDescending(start, end)))
    return undefined;
  return rangeOf(start, end, open === '[', close === ']') ?? undefined;
}

function isDescending(start: Value, end: Value): boolean {
  return (compareValues(start, end) ?? 0) > 0;
}

const constructor = /^(?:@|(?:date|time|date and time|duration)\s*\(\s*)"([^"]*)"\s*\)?$/;

function endOf(text: string): Value | undefined {
  if (text === '' || text === 'null') return null;
  const number = parseNumber(text);
  if (isNum(number)) return number;
  if (/^"[^"\\]*"$/.test(text)) return text.slice(1, -1);
  const literal = constructor.exec(text)?.[1];
  return literal === undefined ? undefined : (readTemporal(literal) ?? undefined);
}
