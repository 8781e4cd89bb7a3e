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
    form(['from: string', 'grouping separator: string?', 'decimal separator: string?'], (run, ...args) =>
      numberOf(run, ...args),
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
    form(['from: string'], (run, from) => {
      run.tick(20 + (from.length >> 3));
      return readRange(from);
    }),
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

function numberOf(run: Run, from: string, grouping?: string, decimal?: string): Answer {
  run.tick(from.length >> 4);
  if (from.length > longestNumber) return undefined;
  if (grouping !== undefined && !['', ' ', ',', '.'].includes(grouping)) return undefined;
  if (decimal !== undefined && decimal !== '.' && decimal !== ',') return undefined;
  if (grouping !== undefined && grouping === decimal) return undefined;
  const plain = grouping ? from.replaceAll(grouping, '') : from;
  if (decimal === ',' && plain.includes('.')) return undefined;
  return parseNumber((decimal === ',' ? plain.replace(',', '.') : plain).trim()) ?? undefined;
}

const longestNumber = 1000;
const longestRange = 1000;

/** A range as FEEL writes it, with literals as its ends. */
function readRange(text: string): Answer {
  if (text.length > longestRange) return undefined;
  const range = text.trim();
  const [open, close] = [range.at(0) ?? '', range.at(-1) ?? ''];
  const dots = range.replace(/"[^"]*"/g, (quoted) => '_'.repeat(quoted.length)).indexOf('..');
  if (dots < 1 || !'[(]'.includes(open) || !'])['.includes(close)) return undefined;
  const [start, end] = [endOf(range.slice(1, dots).trim()), endOf(range.slice(dots + 2, -1).trim())];
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
