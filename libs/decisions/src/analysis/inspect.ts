import type { DecisionTable, TableInput, TableRule } from '../types.js';
import { readAxes } from './axes.js';
import type { Axes, Axis } from './axes.js';
import type { Constant } from './cells.js';
import { Declarations } from './declared.js';
import type { ValueClass } from './domain.js';
import { intersection, nothing, union } from './ranges.js';
import type { Ranges } from './ranges.js';
import { precedence, resultsOf } from './results.js';
import { certainlyMeet, isCovered, isInside, pairsThatMeet } from './rows.js';
import { Budget, Search } from './search.js';
import type { Region } from './search.js';

/** An input by its columns; `telling`: without this value it would be another case. */
export interface ExampleValue {
  input: TableInput;
  value: Constant | null;
  telling: boolean;
}

export interface Gap {
  example: ExampleValue[];
  /** whether the table itself speaks of such values */
  usual: boolean;
}

export interface Overlap {
  rules: [TableRule, TableRule];
  example: ExampleValue[];
  /** false: whether their results differ (under ANY) is not known */
  certain: boolean;
}

export interface Inspection {
  axes: Axes;
  gaps: Gap[];
  /** rows that both hit the example, though the hit policy does not allow it */
  overlaps: Overlap[];
  /** the search for overlaps and subsumed rows ended at the most that are collected */
  cut: boolean;
  /** rows that no input reaches, or that never decide: the rows `by` always go before */
  dead: { rule: TableRule; by: TableRule[] }[];
  /** rows whose inputs all hit `within` too */
  subsumed: { rule: TableRule; within: TableRule }[];
  unfinished: ('gaps' | 'pairs' | 'dead')[];
}

/** Of each kind no more are collected, and so many are told one by one. */
export const most = 100;
export const told = 5;
const work = { gaps: 30_000_000, pairs: 200_000_000, dead: 10_000_000 };

/** What the conditions of a table leave open, take twice and never reach; exact, as far as the cells are analysed. */
export function inspectTable(
  table: DecisionTable,
  declarations = new Declarations(null),
  budget: Partial<typeof work> = {},
): Inspection {
  const axes = readAxes(table, declarations);
  const limits = { ...work, ...budget };
  const found: Inspection = {
    axes,
    gaps: [],
    overlaps: [],
    cut: false,
    dead: [],
    subsumed: [],
    unfinished: [],
  };
  if (axes.axes.every(({ domain }) => domain.classes.length > 0)) {
    findGaps(found, table, new Budget(limits.gaps));
    findDead(found, table, new Budget(limits.pairs), new Budget(limits.dead));
    findPairs(found, table, new Budget(limits.pairs));
  }
  return found;
}

function findGaps(found: Inspection, { rules }: DecisionTable, budget: Budget): void {
  const { axes } = found.axes;
  const all = [...rules.keys()];
  const sets = axes.map(({ possible }) => possible);
  const full = axes.map(({ domain }) => domain.full);
  const look = (box: Ranges[], usual: boolean, limit: number) => {
    if (box.some((ranges) => ranges.length === 0)) return;
    let left = limit;
    const search = new Search(sets, box, all, budget, (region) => {
      found.gaps.push({ example: exampleOf(axes, region, box), usual });
      return --left === 0;
    });
    if (!search.finished && !found.unfinished.includes('gaps')) found.unfinished.push('gaps');
  };
  look(
    axes.map(({ domain }) => classesWhere(domain.classes, ({ usual }) => usual)),
    true,
    most,
  );
  for (const [i, { domain }] of axes.entries()) {
    if (found.gaps.some(({ usual }) => !usual)) return;
    const strange = classesWhere(domain.classes, ({ usual }) => !usual);
    look(
      full.map((ranges, axis) => (axis === i ? strange : ranges)),
      false,
      1,
    );
  }
}

function classesWhere(classes: ValueClass[], test: (found: ValueClass) => boolean): Ranges {
  return union(classes.map((found, i) => (test(found) ? [i, i] : nothing)));
}

/** Rows with a cell that takes nothing, and those that never decide since others always go before them. */
function findDead(found: Inspection, table: DecisionTable, forPairs: Budget, budget: Budget): void {
  const { rules } = table;
  const { axes } = found.axes;
  const empty = (row: number) => axes.some(({ possible }) => possible[row]!.length === 0);
  found.dead = rules.filter((_, row) => empty(row)).map((rule) => ({ rule, by: [] }));
  const precedes = precedence(table);
  if (!precedes) return;
  const before = rules.map((): number[] => []);
  let pairs = 0;
  const whole = pairsThatMeet(axes, rules.length, forPairs, ({ earlier, later }) => {
    if (precedes(earlier, later)) before[later]!.push(earlier);
    else if (precedes(later, earlier)) before[earlier]!.push(later);
    return ++pairs >= mostPairs;
  });
  if (!whole || pairs >= mostPairs) found.unfinished.push('dead');
  for (const [row, rule] of rules.entries()) {
    if (before[row]!.length === 0) continue;
    const alone = before[row]!.find((other) => isInside(axes, row, other));
    const by = alone === undefined ? before[row]! : [alone];
    const covered = alone !== undefined || isCovered(axes, row, by, budget);
    if (covered) found.dead.push({ rule, by: by.map((other) => rules[other]!) });
    if (covered === null && !found.unfinished.includes('dead')) found.unfinished.push('dead');
  }
}

const mostPairs = 2_000_000;

function findPairs(found: Inspection, table: DecisionTable, budget: Budget): void {
  const { rules, hitPolicy: policy } = table;
  if (policy === 'FIRST') return;
  const { axes } = found.axes;
  const results = resultsOf(rules);
  const hidden = new Set(policy === 'PRIORITY' ? found.dead.map(({ rule }) => rule) : []);
  const whole = pairsThatMeet(axes, rules.length, budget, (pair) => {
    const { earlier, later } = pair;
    const same = results(earlier, later);
    if ((policy === 'UNIQUE' || (policy === 'ANY' && same !== true)) && certainlyMeet(axes, pair)) {
      const example = commonExample(axes, pair);
      found.overlaps.push({ rules: [rules[earlier]!, rules[later]!], example, certain: same !== null });
    }
    if (policy === 'UNIQUE' || same === true) {
      const inner = [later, earlier].find((row) => isInside(axes, row, row === later ? earlier : later));
      const outer = inner === later ? earlier : later;
      if (inner !== undefined && !hidden.has(rules[inner]!))
        found.subsumed.push({ rule: rules[inner]!, within: rules[outer]! });
    }
    found.cut = found.overlaps.length >= most || found.subsumed.length >= most;
    return found.cut;
  });
  if (!whole) found.unfinished.push('pairs');
}

function commonExample(axes: Axis[], { earlier, later }: { earlier: number; later: number }): ExampleValue[] {
  const region = axes.map(({ certain }) => intersection(certain[earlier]!, certain[later]!));
  return exampleOf(
    axes,
    region,
    axes.map(({ domain }) => domain.full),
  );
}

function exampleOf(axes: Axis[], region: Region, box: Ranges[]): ExampleValue[] {
  const isWhole = (axis: number) => JSON.stringify(region[axis]) === JSON.stringify(box[axis]);
  const plain = region.every((_, axis) => isWhole(axis));
  return axes.flatMap(({ inputs, domain }, axis) => {
    const { example, usual } = bestOf(domain.classes, region[axis]!);
    const telling = plain || !isWhole(axis) || !usual;
    return inputs.slice(0, 1).map((input) => ({ input, value: example, telling }));
  });
}

/** The first value of a set that the table speaks of, else the first. */
function bestOf(classes: ValueClass[], set: Ranges): ValueClass {
  for (let i = 0; i < set.length; i += 2)
    for (let at = set[i]!; at <= set[i + 1]!; at++) if (classes[at]!.usual) return classes[at]!;
  return classes[set[0]!]!;
}
