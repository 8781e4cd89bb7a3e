import { FeelDuration, FeelFunction, dateAndTime, evaluate, parseDate, FeelDateTime } from 'feelin';
import type { FeelDate } from 'feelin';

/** The functions of the FEEL standard as feelin knows them. */
const standard = [
  'number',
  'string',
  'date',
  'date and time',
  'time',
  'duration',
  'years and months duration',
  'now',
  'today',
  'not',
  'substring',
  'string length',
  'upper case',
  'lower case',
  'substring before',
  'substring after',
  'replace',
  'contains',
  'matches',
  'starts with',
  'ends with',
  'split',
  'string join',
  'list contains',
  'list replace',
  'count',
  'min',
  'max',
  'sum',
  'mean',
  'all',
  'any',
  'sublist',
  'append',
  'concatenate',
  'insert before',
  'remove',
  'reverse',
  'index of',
  'union',
  'distinct values',
  'flatten',
  'product',
  'median',
  'stddev',
  'mode',
  'decimal',
  'floor',
  'ceiling',
  'abs',
  'round up',
  'round down',
  'round half up',
  'round half down',
  'modulo',
  'sqrt',
  'log',
  'exp',
  'odd',
  'even',
  'is',
  'before',
  'after',
  'meets',
  'met by',
  'overlaps',
  'overlaps before',
  'overlaps after',
  'finishes',
  'finished by',
  'includes',
  'during',
  'starts',
  'started by',
  'coincides',
  'day of year',
  'day of week',
  'month of year',
  'week of year',
  'sort',
  'get value',
  'get entries',
  'context',
  'context merge',
  'context put',
];

type Body = (...args: unknown[]) => unknown;

function fn(parameters: string[], body: Body): FeelFunction {
  return new FeelFunction(body, parameters);
}

const isBlank = (value: unknown) => typeof value === 'string' && value.trim() === '';

/** What Camunda 8 adds to the standard; models drawn for it use these. */
const extensions: Record<string, FeelFunction> = {
  'is defined': fn(['value'], (value) => value !== null && value !== undefined),
  'get or else': fn(['value', 'default'], (value, fallback) => value ?? fallback ?? null),
  'is empty': fn(['list'], (list) => (Array.isArray(list) ? list.length === 0 : null)),
  'is blank': fn(['string'], (value) => (typeof value === 'string' ? isBlank(value) : null)),
  trim: fn(['string'], (value) => (typeof value === 'string' ? value.trim() : null)),
  'duplicate values': fn(['list'], (list) =>
    Array.isArray(list) ? [...new Set(list.filter((item, i) => list.indexOf(item) !== i))] : null,
  ),
};

const names = new Set([...standard, ...Object.keys(extensions)]);

export function isBuiltin(name: string): boolean {
  return names.has(name);
}

/** Functions that must not complain about a variable that isn't there. */
export const tolerant = /(?:is defined|get or else)\s*\(\s*[\p{L}\p{N}_.]*$/u;

/** The extensions a source names, and the clock when it asks for it. */
export function functionsFor(source: string): string[] {
  const text = source.replace(/\s+/g, ' ');
  const named = ['now', 'today', ...Object.keys(extensions)].filter((name) => text.includes(name));
  // Beside `years and months duration` a name `duration` would change how the source reads.
  const asks = /duration ?\(/.test(text) && !text.includes('months duration');
  return asks ? [...named, 'duration'] : named;
}

const standardDuration = evaluate('duration').value as Body;
const mostDurations = 1000;
const durations = new Map<unknown, unknown>();

/** feelin's own, but the few deadlines a municipality has are read once: that is slower than everything around. */
const keptDuration = fn(['from'], (from) => {
  const known = durations.get(from);
  if (known !== undefined) return known;
  const read = standardDuration(from);
  if (read instanceof FeelDuration && durations.size < mostDurations) durations.set(from, read);
  return read;
});

/** `now` is an ISO 8601 instant; without an offset it counts as local time. */
export function functionNamed(name: string, now: string): FeelFunction {
  if (name === 'now') return fn([], () => instantOf(now));
  if (name === 'today') return fn([], () => dateOf(now));
  if (name === 'duration') return keptDuration;
  return extensions[name] as FeelFunction;
}

let last: { now: string; instant: ReturnType<typeof dateAndTime> } | null = null;

/** Many expressions ask for the same instant; reading it is slow. */
function instantOf(now: string): ReturnType<typeof dateAndTime> {
  if (last?.now !== now) last = { now, instant: dateAndTime(now) };
  return last.instant;
}

function dateOf(now: string): FeelDate | null {
  const instant = instantOf(now);
  return instant instanceof FeelDateTime ? parseDate(instant.iso.slice(0, 10)) : null;
}
