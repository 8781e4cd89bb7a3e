import fc from 'fast-check';
import { compileUnaryTests, runSession } from '@zusteuerung/feel';
import { Env } from './env.js';
import { matching } from './match-rows.js';
import type { Missed } from './match-rows.js';
import type { TableRule } from './types.js';

const sources = ['-', '"a"', '"b", "c"', '< 3', '[2..5]', 'not("a")', '? > limit', '? = limit'];
const context = { limit: 2 };

function ruleOf(cells: string[], row: number): TableRule {
  const inputs = cells.map((source, i) => ({
    id: `${row}/${i}`,
    source,
    test: source === '-' ? null : compileUnaryTests(source).test,
  }));
  return { id: `${row}`, number: row + 1, inputs, outputs: [], annotations: [] };
}

test('rows that share cells hit as if each cell were asked alone', () => {
  const value = fc.constantFrom<string | number | null>('a', 'b', 1, 2, 4, null);
  const cell = fc.constantFrom(...sources);
  const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 });
  fc.assert(
    fc.property(rows, fc.tuple(value, value, value), fc.boolean(), (table, values, first) => {
      const rules = table.map(ruleOf);
      runSession('2026-03-02T09:00:00+01:00', 10_000, (session) => {
        const missing = rules.map(({ inputs }) =>
          inputs.findIndex(({ test }, i) => test && !test.within(session, values[i]!, context)),
        );
        const hits = [...missing.keys()].filter((row) => missing[row] === -1);
        const asked = first && hits.length > 0 ? hits[0]! : rules.length;
        const match = matching(rules, first);
        for (let again = 0; again < 2; again++) {
          const missed: Missed[] = [];
          const found = match(new Env(session, 'full'), values, context, missed);
          expect(found).toEqual(first ? hits.slice(0, 1) : hits);
          expect(missed.map(({ rule, column }) => [rule, column])).toEqual(
            rules.slice(0, asked).flatMap((rule, i) => (missing[i]! < 0 ? [] : [[rule, missing[i]]])),
          );
        }
      });
    }),
  );
});
