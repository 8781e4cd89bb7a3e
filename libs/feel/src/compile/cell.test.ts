import fc from 'fast-check';
import { compileUnaryTests, runSession } from '../index.js';
import type { Json, UnaryTest } from '../index.js';

const now = '2026-03-02T09:00:00+01:00';
const scalar = fc.constantFrom<Json>('a', 'b', 'f', '', 'x', 1, 0, true, null);
const input = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }));
const strings = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1, maxLength: 7 });

function read(source: string): UnaryTest {
  return compileUnaryTests(source).test!;
}

test('a long list of strings answers as each of them alone would', () => {
  fc.assert(
    fc.property(strings, fc.boolean(), input, (all, negated, value) => {
      const list = all.map((text) => JSON.stringify(text)).join(', ');
      const { value: held } = read(negated ? `not(${list})` : list).evaluate(value, {}, { now });
      const alone = all.some((text) => read(JSON.stringify(text)).evaluate(value, {}, { now }).value);
      expect(held).toBe(alone !== negated);
    }),
  );
});

test('a cell that asks nothing but the input answers the same within an evaluation', () => {
  const cell = fc.constantFrom(
    ...['"a"', '1', 'null', 'not(null)', '< 1', '>= 0', '[0..1)', '("a".."f")', '["a"..1]', '> null', '-'],
    ...['date("2026-03-02")', '> @"2026-03-01"', '1 + 0', 'not(-1, 1)', '< x', '[0..x]', 'x'],
  );
  fc.assert(
    fc.property(cell, input, (source, value) => {
      const own = read(source).evaluate(value, { x: 1 }, { now });
      const within = runSession(now, 1000, (session) => ({
        value: read(source).within(session, value, { x: 1 }),
        problems: session.problems ?? [],
      }));
      expect(within).toEqual(own);
    }),
  );
});
