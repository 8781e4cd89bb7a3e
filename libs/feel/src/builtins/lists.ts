import type { Run } from '../run.js';
import { compareValues, equals } from '../values/compare.js';
import { FeelFunction } from '../values/function.js';
import { add, big, compareNumbers, divide, fromBig, isNum, multiply } from '../values/number.js';
import type { Num } from '../values/number.js';
import { kindOf } from '../values/value.js';
import type { Value } from '../values/value.js';
import { define, defineOfList, form } from './define.js';
import type { Answer, Builtin } from './define.js';

/** Equal, and of one kind. */
export function alike(a: Value, b: Value): boolean {
  if (a === b) return true;
  return kindOf(a) === kindOf(b) && equals(a, b) === true;
}

function counted(run: Run, list: Value[]): Value[] {
  run.tick(list.length);
  return list;
}

/** Counted from 1, or backwards from -1; undefined beyond the ends. */
function indexOf(list: Value[], position: Num, beyond = 0): number | undefined {
  const at = Number(position);
  const index = at > 0 ? at - 1 : list.length + at;
  return Number.isInteger(at) && at !== 0 && index >= 0 && index < list.length + beyond ? index : undefined;
}

const positional = ['list: list', 'position: number'] as const;

export const lists: Builtin[] = [
  define(
    'list contains',
    form(['list: list', 'element: any'], (run, list, element) =>
      counted(run, list).some((item) => alike(item ?? null, element)),
    ),
  ),
  define(
    'count',
    form(['list: list'], (_run, list) => list.length),
  ),
  define(
    'sublist',
    form(['list: list', 'start position: number', 'length: number?'], (run, list, from, length) =>
      sublist(run, list, from, length),
    ),
    form(['list: list', 'start: number', 'length: number?'], (run, list, from, length) =>
      sublist(run, list, from, length),
    ),
  ),
  defineOfAny('append', (run, [list, ...items]) =>
    list === undefined || list === null
      ? list
      : [...counted(run, Array.isArray(list) ? list : [list]), ...items],
  ),
  defineOfAny('concatenate', (run, all) =>
    all.flatMap((one) => counted(run, Array.isArray(one) ? one : [one])),
  ),
  defineOfAny('union', (run, all) =>
    distinct(
      run,
      all.flatMap((one) => counted(run, Array.isArray(one) ? one : [one])),
    ),
  ),
  define(
    'insert before',
    form([...positional, 'newItem: any'], (run, list, position, item) => {
      const at = indexOf(counted(run, list), position, 1);
      return at === undefined ? undefined : [...list.slice(0, at), item, ...list.slice(at)];
    }),
  ),
  define(
    'remove',
    form(positional, (run, list, position) => {
      const at = indexOf(counted(run, list), position);
      return at === undefined ? undefined : list.filter((_item, i) => i !== at);
    }),
  ),
  define(
    'list replace',
    form([...positional, 'newItem: any'], (run, list, position, item) => {
      const at = indexOf(counted(run, list), position);
      return at === undefined ? undefined : list.map((old, i) => (i === at ? item : old));
    }),
    form(['list: list', 'match: function', 'newItem: any'], replaceMatching),
  ),
  define(
    'reverse',
    form(['list: list'], (run, list) => counted(run, list).slice().reverse()),
  ),
  define(
    'index of',
    form(['list: list', 'match: any'], (run, list, match) =>
      counted(run, list).flatMap((item, i) => (alike(item ?? null, match) ? [i + 1] : [])),
    ),
  ),
  define('distinct values', form(['list: list'], distinct)),
  define('duplicate values', form(['list: list'], duplicates)),
  define(
    'flatten',
    form(['list: list'], (run, list) => flatten(run, list, [])),
  ),
  define(
    'is empty',
    form(['list: list'], (_run, list) => list.length === 0),
  ),
  define('sort', form(['list: list', 'precedes: function'], sort)),
  defineOfList('min', 'list', (_run, list) => extreme(list, -1)),
  defineOfList('max', 'list', (_run, list) => extreme(list, 1)),
  defineOfList('all', 'list', (_run, list) => quantified(list, false)),
  defineOfList('any', 'list', (_run, list) => quantified(list, true)),
  defineOfNumbers('sum', (numbers) => total(numbers)),
  defineOfNumbers('product', (numbers) => fold(numbers, 1, multiply)),
  defineOfNumbers('mean', (numbers) => quotient(total(numbers), numbers.length)),
  defineOfNumbers('median', median),
  defineOfNumbers('stddev', deviation, 2, 60),
  defineOfList('mode', 'list', (_run, list) => (list.every(isNum) ? mode(list) : undefined)),
];

function defineOfAny(name: string, body: (run: Run, args: Value[]) => Answer): Builtin {
  return {
    name,
    parameters: ['list', 'item'],
    accepts: (types) => types.length > 0,
    call: (run, args, site) =>
      args.length === 0 ? run.doubt('FEEL_ARGUMENTS', site) : (body(run, args) ?? null),
    callNamed: (run, names, values, site) =>
      names[0] === 'list' ? (body(run, values) ?? null) : run.doubt('FEEL_ARGUMENTS', site),
  };
}

/** Of less than `least` numbers it is null. */
function defineOfNumbers(name: string, body: (numbers: Num[]) => Num | null, least = 1, cost = 12): Builtin {
  return defineOfList(name, 'list', (run, list) => {
    if (!list.every(isNum)) return undefined;
    if (cost > 12 || list.some((number) => typeof number !== 'number')) run.tick(list.length * cost);
    return list.length < least ? null : body(list);
  });
}

function sublist(run: Run, list: Value[], from: Num, length: Num | undefined): Answer {
  const start = indexOf(counted(run, list), from, 1);
  if (start === undefined || (length !== undefined && !(Number(length) >= 0))) return undefined;
  return list.slice(start, length === undefined ? undefined : start + Math.trunc(Number(length)));
}

function replaceMatching(run: Run, list: Value[], match: FeelFunction, item: Value): Answer {
  const site = { source: 'list replace', from: 0, to: 12 };
  const matched = counted(run, list).map((old) => match.call(run, [old ?? null, item], site));
  if (!matched.every((verdict) => typeof verdict === 'boolean')) return undefined;
  return list.map((old, i) => (matched[i] === true ? item : old));
}

function distinct(run: Run, list: Value[]): Value[] {
  const simple = new Set<Value>();
  const kept: Value[] = [];
  const complex: Value[] = [];
  for (const item of list) {
    if (item === null || typeof item !== 'object') {
      if (simple.has(item)) continue;
      simple.add(item);
    } else {
      run.tick(1 + complex.length * 3);
      if (complex.some((other) => alike(other, item))) continue;
      complex.push(item);
    }
    run.tick(1);
    kept.push(item);
  }
  return kept;
}

function duplicates(run: Run, list: Value[]): Value[] {
  run.tick((list.length * list.length) / 4);
  return distinct(
    run,
    list.filter((item, i) => list.findIndex((other) => alike(other, item)) !== i),
  );
}

function flatten(run: Run, list: Value[], into: Value[], depth = 0): Value[] {
  if (depth > 200) run.tick(Infinity);
  run.tick(1 + list.length);
  for (const item of list) {
    if (Array.isArray(item)) flatten(run, item, into, depth + 1);
    else into.push(item);
  }
  return into;
}

function sort(run: Run, list: Value[], precedes: FeelFunction): Answer {
  const site = { source: 'sort', from: 0, to: 4 };
  return counted(run, list)
    .slice()
    .sort((a, b) => (precedes.call(run, [a, b], site) === true ? -1 : 1));
}

function extreme(list: Value[], side: 1 | -1): Answer {
  let best: Value = list[0] ?? null;
  for (const item of list) {
    const order = compareValues(item, best);
    if (order === null) return undefined;
    if (order * side > 0) best = item;
  }
  return best;
}

/** Decided by one element that is `decisive`; of three values. */
function quantified(list: Value[], decisive: boolean): Answer {
  if (list.some((item) => item === decisive)) return decisive;
  if (list.every((item) => typeof item === 'boolean')) return !decisive;
  return list.every((item) => item === null || typeof item === 'boolean') ? null : undefined;
}

function fold(numbers: Num[], start: Num, operation: (a: Num, b: Num) => Num | null): Num | null {
  return numbers.reduce<Num | null>((all, number) => (all === null ? null : operation(all, number)), start);
}

function total(numbers: Num[]): Num | null {
  return fold(numbers, 0, add);
}

function quotient(dividend: Num | null, divisor: number): Num | null {
  return dividend === null ? null : divide(dividend, divisor);
}

function median(numbers: Num[]): Num | null {
  const sorted = numbers.slice().sort(compareNumbers);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : quotient(add(sorted[middle - 1]!, sorted[middle]!), 2);
}

/** Of a sample. */
function deviation(numbers: Num[]): Num | null {
  const mean = quotient(total(numbers), numbers.length);
  if (mean === null) return null;
  const distances = numbers.map((number) => big(number).minus(big(mean)));
  const sum = distances.reduce((all, distance) => all.plus(distance.times(distance)), big(0));
  return fromBig(sum.div(numbers.length - 1).sqrt());
}

function mode(numbers: Num[]): Num[] {
  const counts = new Map<string, { number: Num; times: number }>();
  for (const number of numbers) {
    const known = counts.get(String(number)) ?? { number, times: 0 };
    counts.set(String(number), { number, times: known.times + 1 });
  }
  const all = [...counts.values()];
  const most = Math.max(0, ...all.map(({ times }) => times));
  return all.flatMap(({ number, times }) => (times === most ? [number] : [])).sort(compareNumbers);
}
