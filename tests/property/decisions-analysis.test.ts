import fc from 'fast-check';
import { evaluateDecision, inspectTable, jsonOf, sampleInputs } from '@zusteuerung/decisions';
import type { DecisionTable, ExampleValue, Json } from '@zusteuerung/decisions';
import { drawn, grid, hitsOf, modelOf, ranks, tableOf } from './decisions-tables.js';

const valuesOf = (example: ExampleValue[]): Json[] => example.map(({ value }) => jsonOf(value));

const numberOf = ({ rules }: DecisionTable, id: string) => rules.findIndex((rule) => rule.id === id);

describe('the analysis of a table agrees with all inputs tried one by one', () => {
  const checked = (test: (table: DecisionTable, hits: number[][]) => void) =>
    fc.assert(
      fc.property(drawn, (sketch) => {
        const table = tableOf(sketch);
        test(
          table,
          grid(table, sketch).map((input) => hitsOf(table, input)),
        );
      }),
      { numRuns: 50 },
    );

  test('a gap hits nothing, and without a gap nothing hits nothing', () =>
    checked((table, hits) => {
      const { gaps, unfinished } = inspectTable(table);
      expect(unfinished).toEqual([]);
      for (const { example } of gaps) expect(hitsOf(table, valuesOf(example))).toEqual([]);
      expect(gaps.length > 0).toBe(hits.some((rows) => rows.length === 0));
    }));

  test('UNIQUE: just the pairs that hit together are overlaps, each with an input that hits both', () =>
    checked((table, hits) => {
      const { overlaps } = inspectTable({ ...table, hitPolicy: 'UNIQUE' });
      const found = overlaps.map(({ rules: [a, b], example }) => {
        const both = hitsOf(table, valuesOf(example));
        expect(both).toEqual(expect.arrayContaining([numberOf(table, a.id), numberOf(table, b.id)]));
        return `${a.id} ${b.id}`;
      });
      const together = hits.flatMap((rows) =>
        rows.flatMap((b) => rows.filter((a) => a < b).map((a) => `r${a} r${b}`)),
      );
      expect(found.sort()).toEqual([...new Set(together)].sort());
    }));

  test('FIRST: just the rows that are never the first to hit are dead', () =>
    checked((table, hits) => {
      const { dead } = inspectTable({ ...table, hitPolicy: 'FIRST' });
      const first = new Set(hits.map((rows) => rows[0]));
      const never = table.rules.filter((_, row) => !first.has(row)).map(({ id }) => id);
      expect(dead.map(({ rule }) => rule.id).sort()).toEqual(never.sort());
    }));

  test('ANY: just the pairs that hit together with different results are overlaps', () =>
    checked((table, hits) => {
      const results = table.rules.map(({ outputs }) => Number(outputs[0]!.source));
      const { overlaps } = inspectTable({ ...table, hitPolicy: 'ANY' });
      expect(overlaps.every(({ certain }) => certain)).toBe(true);
      const together = hits.flatMap((rows) =>
        rows.flatMap((b) => rows.filter((a) => a < b && results[a] !== results[b]).map((a) => `r${a} r${b}`)),
      );
      const found = overlaps.map(({ rules: [a, b] }) => `${a.id} ${b.id}`);
      expect(found.sort()).toEqual([...new Set(together)].sort());
    }));

  test('PRIORITY: just the rows that never decide are dead', () =>
    checked((table, hits) => {
      const rank = table.rules.map(({ outputs }) => ranks.indexOf(String(Number(outputs[0]!.source))));
      const { dead } = inspectTable({ ...table, hitPolicy: 'PRIORITY' });
      const winner = (rows: number[]) => [...rows].sort((a, b) => rank[a]! - rank[b]! || a - b)[0];
      const deciding = new Set(hits.map(winner));
      const never = table.rules.filter((_, row) => !deciding.has(row)).map(({ id }) => id);
      expect(dead.map(({ rule }) => rule.id).sort()).toEqual(never.sort());
    }));

  test('several rows may hit: nothing overlaps, and only rows that take nothing are dead', () =>
    checked((table, hits) => {
      for (const hitPolicy of ['COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const) {
        const { dead, overlaps } = inspectTable({ ...table, hitPolicy });
        const never = table.rules.filter((_, row) => !hits.some((rows) => rows.includes(row)));
        expect(overlaps).toEqual([]);
        expect(dead.map(({ rule }) => rule.id)).toEqual(never.map(({ id }) => id));
      }
    }));

  test('a subsumed row never hits without the other, and no such pair is left out', () =>
    checked((table, hits) => {
      const { subsumed } = inspectTable({ ...table, hitPolicy: 'UNIQUE' });
      const hitting = (row: number) => hits.filter((rows) => rows.includes(row));
      const inside = (a: number, b: number) =>
        hitting(a).length > 0 && hitting(a).every((rows) => rows.includes(b));
      const found = subsumed.map(({ rule, within }) => [
        numberOf(table, rule.id),
        numberOf(table, within.id),
      ]);
      for (const [a, b] of found) expect(inside(a!, b!)).toBe(true);
      const pairs = new Set(found.map((pair) => pair.sort().join()));
      for (const b of table.rules.keys())
        for (let a = 0; a < b; a++) expect(pairs.has(`${a},${b}`)).toBe(inside(a, b) || inside(b, a));
    }));

  test('the samples meet every set of rows that hit together', () =>
    checked((table, hits) => {
      const samples = sampleInputs(table, 1_000_000);
      const met = samples.map((input) =>
        hitsOf(
          table,
          table.inputs.map(({ source }) => input[source] ?? null),
        ),
      );
      const kinds = (sets: number[][]) => [...new Set(sets.map((rows) => rows.join()))].sort();
      expect(kinds(met)).toEqual(kinds(hits));
    }));
});

test('what depends on a cell that is not analysed is not claimed', () =>
  fc.assert(
    fc.property(drawn, fc.nat(6), fc.nat(2), (sketch, row, at) => {
      const { cells } = sketch.columns[at % sketch.columns.length]!;
      cells[row % cells.length] = 'y';
      const table = tableOf({ ...sketch, hitPolicy: 'UNIQUE' });
      const { gaps, overlaps, dead } = inspectTable(table);
      for (const y of [true, 1, 'b', null]) {
        for (const { example } of gaps) expect(hitsOf(table, valuesOf(example), { y })).toEqual([]);
        for (const { rules, example } of overlaps) {
          const both = rules.map(({ id }) => numberOf(table, id));
          expect(hitsOf(table, valuesOf(example), { y })).toEqual(expect.arrayContaining(both));
        }
        for (const input of grid(table, sketch))
          for (const hit of hitsOf(table, input, { y }))
            expect(dead.map(({ rule }) => rule.id)).not.toContain(`r${hit}`);
      }
    }),
    { numRuns: 25 },
  ));

test('the evaluation of inputs as JSON agrees with the analysis, by each hit policy', () =>
  fc.assert(
    fc.property(drawn, (sketch) => {
      const table = tableOf(sketch);
      const { gaps, overlaps, dead } = inspectTable(table);
      const decide = (values: Json[]) => {
        const input = Object.fromEntries(table.inputs.map(({ source }, i) => [source, values[i] ?? null]));
        return evaluateDecision([modelOf(table)], 't', input, { now: '2026-01-01T00:00:00Z' });
      };
      const conflicts = /^DMN_NOT_(?:UNIQUE|ANY)$/;
      const collides = (values: Json[]) => decide(values).problems.some(({ code }) => conflicts.test(code));
      for (const { example } of gaps) expect(decide(valuesOf(example)).explanation[0]!.hits).toEqual([]);
      for (const { example } of overlaps) expect(collides(valuesOf(example))).toBe(true);
      for (const values of grid(table, sketch).slice(0, 60)) {
        const rows = decide(values).explanation[0]!.hits.map(({ ruleNumber }) => ruleNumber - 1);
        const all = hitsOf(table, values);
        expect(rows).toEqual(sketch.hitPolicy === 'FIRST' ? all.slice(0, 1) : all);
        if (gaps.length === 0) expect(rows).not.toEqual([]);
        if (overlaps.length === 0) expect(collides(values)).toBe(false);
        if (sketch.hitPolicy === 'FIRST')
          expect(dead.map(({ rule }) => rule.number - 1)).not.toContain(rows[0]);
      }
    }),
    { numRuns: 40 },
  ));
