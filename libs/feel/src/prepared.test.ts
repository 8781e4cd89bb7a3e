import fc from 'fast-check';
import { evaluate, unaryTest } from 'feelin';
import { compileExpression, compileUnaryTests, toJson } from './index.js';
import type { FeelValue, Json } from './index.js';

const options = { now: '2026-03-02T09:00:00+01:00' };

/** Whatever is parsed once must answer as feelin does when it parses at every evaluation. */
const expressions = [
  'a + b * 2',
  'a.b',
  'a.b.c',
  'liste[x > 1]',
  'liste[x = a]',
  'liste[item.x > 1].x',
  'liste[1]',
  'liste.x',
  'count(liste) + sum(liste.x)',
  'if a then b else c',
  'for e in liste return e.x + 1',
  'for i in 1..3, j in [a] return i',
  'some e in liste satisfies e.x = a',
  'every e in liste satisfies e.x != null',
  'a in [1..5]',
  'a in (1, > 5)',
  'a between 1 and 3',
  'a instance of number',
  '{k: a, l: k}',
  '{k: a, l: k}.l',
  'function(x) x + a',
  'not(a = b)',
  'a = null or b = null',
  'a and b',
  'date("2026-01-01") + duration("P1M")',
  'string join(liste2, ", ")',
  'zwei Worte + 1',
  'a.zwei Worte',
  'get value({x: a}, "x")',
  'sort(liste2, function(p, q) p < q)',
  'unbekannt',
  'unbekannt(a)',
  'min(a, b)',
  'c[a]',
  '// Anmerkung\n a + 1',
];

const cells = [
  '"a"',
  'a',
  'liste2',
  '> a',
  '[1..a]',
  ']1..a[',
  'not(a, b)',
  'not(> 2)',
  '? > a',
  'list contains(?, "a")',
  'some e in ? satisfies e = 1',
  'count(?) = 2',
  'true',
  'false, null',
  'null',
  '"a", > 2, a',
  'a + 1',
  '["a", "b"]',
  '-1',
  '< b',
  'unbekannt',
  '>= unbekannt',
  'date("2026-01-01")',
  'a = 1',
];

const scalar = fc.constantFrom<Json>(null, 0, 1, 2, 3, 'a', 'b', true, false);
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 2 }),
  fc.record({ b: scalar, 'zwei Worte': scalar }, { noNullPrototype: true }),
) as fc.Arbitrary<Json>;
const variables = fc.record(
  {
    a: value,
    b: value,
    c: value,
    liste: fc.array(fc.record({ x: scalar }, { noNullPrototype: true }), { maxLength: 3 }),
    liste2: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
    'zwei Worte': scalar,
  },
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<Record<string, Json>>;

/** feelin throws where it compares objects with numbers; here that is a problem instead. */
function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

test.each(expressions)('%s: as feelin, again and again', (source) => {
  const { expression } = compileExpression(source);
  fc.assert(
    fc.property(variables, (context) => {
      const feelin = attempt(() => evaluate(source, context, 'camunda'));
      fc.pre(feelin !== null);
      const { value: expected, warnings } = feelin;
      const { value: actual, problems } = expression!.evaluate(context, options);
      expect(actual).toEqual(toJson((expected ?? null) as FeelValue));
      expect(problems.length > 0).toBe(warnings.length > 0);
    }),
    { numRuns: 60 },
  );
});

test.each(cells)('cell %s: as feelin, again and again', (source) => {
  const { test: cell } = compileUnaryTests(source);
  fc.assert(
    fc.property(variables, value, (context, input) => {
      // feelin compares text with numbers as JavaScript does; the shortcut for `< 5` does not
      const feelin = attempt(() => unaryTest(source, { ...context, '?': input }, 'camunda'));
      fc.pre(feelin !== null);
      expect(cell!.evaluate(input, context, options).value).toBe(feelin.value === true);
    }),
    { numRuns: 100 },
  );
});

test('a name with a sign in it is read as such when there is a variable of that name', () => {
  const { expression } = compileExpression('a-b');
  expect(expression!.evaluate({ a: 3, b: 1 }, options).value).toBe(2);
  expect(expression!.evaluate({ 'a-b': 7 }, options).value).toBe(7);
});

test('time and variables come anew with each evaluation', () => {
  const { expression } = compileExpression('[now(), x]');
  expect(expression!.evaluate({ x: 1 }, { now: '2026-01-01T00:00:00Z' }).value).toEqual([
    '2026-01-01T00:00:00Z',
    1,
  ]);
  expect(expression!.evaluate({ x: 2 }, { now: '2026-01-02T00:00:00Z' }).value).toEqual([
    '2026-01-02T00:00:00Z',
    2,
  ]);
  expect(expression!.evaluate({}, options).problems).toMatchObject([{ code: 'FEEL_NO_VARIABLE' }]);
  expect(expression!.evaluate({ x: 2 }, options).problems).toEqual([]);
});
