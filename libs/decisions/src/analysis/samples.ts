import type { DecisionTable, Variables } from '../types.js';
import { readAxes } from './axes.js';
import type { Axis } from './axes.js';
import { Declarations } from './declared.js';
import { jsonOf } from './entries.js';

const path = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/**
 * Inputs that meet every value a table tells apart, on and between all limits of its cells: all combinations while
 * there are at most `limit`, else each value at least once beside a row that takes it. Columns that are no plain
 * names (`count(x)`) can't be set and are left out.
 */
export function sampleInputs(
  table: DecisionTable,
  limit = 1000,
  declarations = new Declarations(null),
): Variables[] {
  const { rules } = table;
  if (rules.some(({ inputs }) => inputs.length !== table.inputs.length)) return [];
  const axes = readAxes(table, declarations).axes.filter(
    ({ inputs, domain, vague }) => !vague && path.test(inputs[0]!.source.trim()) && domain.classes.length > 0,
  );
  const total = axes.reduce((product, { domain }) => product * domain.classes.length, 1);
  const choices = total <= limit ? combinations(axes) : aroundRows(axes, rules.length).slice(0, limit);
  return choices.map((choice) => inputOf(axes, choice));
}

function combinations(axes: Axis[]): number[][] {
  return axes.reduce<number[][]>(
    (choices, { domain }) => choices.flatMap((choice) => domain.classes.map((_, at) => [...choice, at])),
    [[]],
  );
}

/** Each value of each axis, the others as in a row that takes it. */
function aroundRows(axes: Axis[], rows: number): number[][] {
  const base = (row: number) => axes.map(({ possible }) => possible[row]?.[0] ?? 0);
  const own = Array.from({ length: rows }, (_, row) => base(row));
  const bounds = axes.flatMap(({ domain, possible }, axis) =>
    domain.classes.map((_, at) => {
      const row = possible.findIndex((set) =>
        set.some((from, i) => i % 2 === 0 && from <= at && at <= set[i + 1]!),
      );
      return base(Math.max(0, row)).map((other, i) => (i === axis ? at : other));
    }),
  );
  const different = new Map([...bounds, ...own].map((choice) => [choice.join(), choice]));
  return [...different.values()];
}

function inputOf(axes: Axis[], choice: number[]): Variables {
  const result: Variables = {};
  for (const [axis, { inputs, domain }] of axes.entries()) {
    const names = inputs[0]!.source.trim().split('.');
    let target = result;
    for (const name of names.slice(0, -1)) target = (target[name] ??= {}) as Variables;
    target[names.at(-1)!] = jsonOf(domain.classes[choice[axis]!]!.example);
  }
  return result;
}
