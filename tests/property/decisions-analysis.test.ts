import fc from 'fast-check';
import { inspectTable, sampleInputs } from '@zusteuerung/decisions';
import type { DecisionTable, ExampleValue, Json } from '@zusteuerung/decisions';
import { drawn, grid, hitsOf, tableOf } from './decisions-tables.js';

const day = 86_400_000;

function jsonOf(example: ExampleValue[]): Json[] {
  return example.map(({ value }) =>
    value?.kind === 'date'
      ? new Date(Number(value.value) * day).toISOString().slice(0, 10)
      : (value?.value ?? null),
  );
}

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
      { numRuns: 200 },
    );

  test('a gap hits nothing, and without a gap nothing hits nothing', () =>
    checked((table, hits) => {
      const { gaps, unfinished } = inspectTable(table);
      expect(unfinished).toEqual([]);
      for (const { example } of gaps) expect(hitsOf(table, jsonOf(example))).toEqual([]);
      expect(gaps.length > 0).toBe(hits.some((rows) => rows.length === 0));
    }));

  test('UNIQUE: just the pairs that hit together are overlaps, each with an input that hits both', () =>
    checked((table, hits) => {
      const { overlaps } = inspectTable({ ...table, hitPolicy: 'UNIQUE' });
      const found = overlaps.map(({ rules: [a, b], example }) => {
        const both = hitsOf(table, jsonOf(example));
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
        for (const { example } of gaps) expect(hitsOf(table, jsonOf(example), { y })).toEqual([]);
        for (const { rules, example } of overlaps) {
          const both = rules.map(({ id }) => numberOf(table, id));
          expect(hitsOf(table, jsonOf(example), { y })).toEqual(expect.arrayContaining(both));
        }
        for (const input of grid(table, sketch))
          for (const hit of hitsOf(table, input, { y }))
            expect(dead.map(({ rule }) => rule.id)).not.toContain(`r${hit}`);
      }
    }),
    { numRuns: 100 },
  ));
