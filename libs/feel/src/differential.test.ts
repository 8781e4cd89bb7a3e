import fc from 'fast-check';
import { evaluate, unaryTest } from 'feelin';
import { compileExpression, compileUnaryTests } from './index.js';
import type { FeelType, Json, Variables } from './index.js';

const options = { now: '2026-03-02T09:00:00+01:00' };

/** A random expression of each type, as text. */
type Texts = {
  number: string;
  string: string;
  boolean: string;
  numbers: string;
  strings: string;
  records: string;
  date: string;
};

const text = (all: fc.Arbitrary<string>, ...more: fc.Arbitrary<string>[]) =>
  fc.oneof({ depthSize: 'small' }, all, ...more);
const word = fc.constantFrom('a', 'b', 'ab', 'ä', '');

const texts = fc.letrec<Texts>((tie) => {
  const n = tie('number');
  const s = tie('string');
  const b = tie('boolean');
  const xs = tie('numbers');
  const join = (parts: TemplateStringsArray, ...inner: fc.Arbitrary<string>[]) =>
    fc.tuple(...inner).map((all) => parts.reduce((out, part, i) => out + part + (all[i] ?? ''), ''));
  return {
    number: text(
      fc.oneof(fc.integer({ min: 0, max: 9 }).map(String), fc.constantFrom('m', 'n', 'c.n', 'zwei Worte')),
      join`(${n} + ${n})`,
      join`(${n} - ${n})`,
      join`(${n} * ${n})`,
      join`(if ${b} then ${n} else ${n})`,
      join`count(${xs})`,
      join`count(${tie('records')})`,
      join`string length(${s})`,
      join`sum(append(${xs}, ${n}))`,
      join`max(${n}, ${n})`,
      join`abs(${n})`,
      join`floor(${n})`,
      join`append(${xs}, ${n})[1]`,
      join`${tie('date')}.day`,
    ),
    string: text(
      fc.oneof(
        word.map((w) => JSON.stringify(w)),
        fc.constantFrom('s', 't', 'c.w'),
      ),
      join`(${s} + ${s})`,
      join`upper case(${s})`,
      join`substring before(${s}, "b")`,
      join`string(${n})`,
      join`string join(${tie('strings')}, "-")`,
      join`(if ${b} then ${s} else ${s})`,
    ),
    boolean: text(
      fc.constantFrom('true', 'false', 'p', 'q'),
      join`(${n} < ${n})`,
      join`(${n} >= ${n})`,
      join`(${n} = ${n})`,
      join`(${s} = ${s})`,
      join`(${s} != ${s})`,
      join`(${b} and ${b})`,
      join`(${b} or ${b})`,
      join`not(${b})`,
      join`(${n} between 1 and 5)`,
      join`(${n} in [1..${fc.integer({ min: 1, max: 9 }).map(String)}])`,
      join`(${n} in (1, > 5))`,
      join`list contains(${xs}, ${n})`,
      join`contains(${s}, ${s})`,
      join`(some x in ${xs} satisfies x > ${n})`,
      join`(every x in ${xs} satisfies x > ${n})`,
      join`(${tie('date')} < ${tie('date')})`,
    ),
    numbers: text(
      fc.constantFrom('xs', '[]', '[3, 1, 2]', 'ps.n'),
      join`[${n}, ${n}]`,
      join`append(${xs}, ${n})`,
      join`concatenate(${xs}, ${xs})`,
      join`reverse(${xs})`,
      join`(for x in ${xs} return x + ${n})`,
      join`(for x in 1..3, y in ${xs} return x * y)`,
      join`distinct values(${xs})`,
      join`sort(${xs}, function(x, y) x < y)`,
      join`sort(${xs}, function(x, y) x > y)`,
      join`flatten([${xs}, [${xs}]])`,
      join`(${tie('records')}.n)`,
    ),
    strings: text(fc.constantFrom('ws', '[]', 'ps.w'), join`[${s}]`, join`[${s}, ${s}]`),
    records: text(
      fc.constantFrom('ps', '[{n: 1, w: "a"}, {n: 5, w: "b"}]'),
      join`ps[n > ${n}]`,
      join`ps[item.n <= ${n}]`,
      join`ps[w = ${s}]`,
    ),
    date: text(
      fc.constantFrom('date("2024-02-29")', '@"2026-12-31"', 'date(2025, 1, 1)'),
      join`(${tie('date')} + @"P1D")`,
      join`(${tie('date')} - @"P2M")`,
    ),
  };
});

const number = fc.integer({ min: -3, max: 9 });
const context: fc.Arbitrary<Variables> = fc.record(
  {
    m: number,
    n: number,
    'zwei Worte': number,
    s: word,
    t: word,
    p: fc.boolean(),
    q: fc.boolean(),
    c: fc.record({ n: number, w: word }, { noNullPrototype: true }),
    xs: fc.array(number, { maxLength: 4 }),
    ws: fc.array(word, { maxLength: 3 }),
    ps: fc.array(fc.record({ n: number, w: word }, { noNullPrototype: true }), { maxLength: 3 }),
  },
  { noNullPrototype: true },
);

const ours = (source: string, variables: Variables) => {
  const { expression, findings } = compileExpression(source);
  expect(findings).toEqual([]);
  return expression!.evaluate(variables, options);
};
const theirs = (source: string, variables: Variables): Json => {
  const { value } = evaluate(source, variables, 'camunda');
  return JSON.parse(JSON.stringify(value ?? null)) as Json;
};

/** What the variables are, for the check of types. */
const record: FeelType = { context: { n: 'number', w: 'string' } };
const inputs: { [name: string]: FeelType } = {
  m: 'number',
  n: 'number',
  'zwei Worte': 'number',
  s: 'string',
  t: 'string',
  p: 'boolean',
  q: 'boolean',
  c: record,
  xs: { list: 'number' },
  ws: { list: 'string' },
  ps: { list: record },
};

const one = fc.oneof(texts.number, texts.string, texts.boolean, texts.numbers, texts.records, texts.date);

test('random well-typed expressions: as feelin', () => {
  fc.assert(
    fc.property(one, context, (source, variables) => {
      expect(ours(source, variables)).toEqual({ value: theirs(source, variables), problems: [] });
      expect(compileExpression(source, { inputs }).findings).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

const cell = fc.oneof(
  fc.tuple(fc.constantFrom('<', '<=', '>', '>='), texts.number).map(([sign, n]) => `${sign} ${n}`),
  fc.tuple(texts.number, texts.number).map(([a, b]) => `${a}, ${b}`),
  fc
    .tuple(fc.constantFrom('[', '('), number, number, fc.constantFrom(']', ')'))
    .map(([o, a, b, c]) => `${o}${Math.min(a, b)}..${Math.max(a, b)}${c}`),
  number.map((n) => `not(${n})`),
  texts.number.map((n) => `? > ${n}`),
  texts.numbers,
);

test('random cells: as feelin', () => {
  fc.assert(
    fc.property(cell, number, context, (source, input, variables) => {
      const { test: compiled } = compileUnaryTests(source);
      const expected = unaryTest(source, { ...variables, '?': input }, 'camunda').value === true;
      expect(compiled!.evaluate(input, variables, options)).toEqual({ value: expected, problems: [] });
    }),
    { numRuns: 800 },
  );
});

/** Where we differ, and what the standard says (DMN 1.5, chapter 10). */
const differences: [source: string, theirs: Json, ours: Json, why: string][] = [
  ['0.1 + 0.2 = 0.3', false, true, '10.3.2.3.1: numbers are decimals of 34 digits'],
  ['1 / 3 * 3 = 1', true, false, '10.3.2.3.1: 34 digits of a third times three are not one'],
  ['[true, false][item = false]', [], [false], '10.3.2.5: a filter keeps the elements for which it is true'],
  [
    '[1, 2, 3][list contains([1], item)]',
    [],
    [1],
    '10.3.2.5: any boolean condition filters, not only comparisons',
  ],
  ['some x in [1, null] satisfies x > 1', false, null, 'table 55: the disjunction of the single verdicts'],
  ['every x in [2, null] satisfies x > 1', false, null, 'table 55: the conjunction of the single verdicts'],
  ['if "x" then 1 else 2', 1, 2, '10.3.2.7: only true leads to then'],
  ['some x in 5 satisfies x = 5', null, true, '10.3.2.9.4: a single value counts as a list of it'],
  ['2 between 3 and 1', true, false, 'table 53: at least the first and at most the second'],
  ['2 in [3..1]', true, false, 'table 55: within a range means behind its start and before its end'],
  ['true < 5', true, null, 'table 53: no order between values of different kinds'],
  ['min("b", "a")', null, 'a', 'table 78: of anything that can be compared'],
  ['string([1..3])', '<range>', '[1..3]', 'table 71: a range as FEEL writes it'],
  ['substring("foobar", 0)', 'r', null, 'table 73: positions begin with 1 or -1'],
  ['{a: 1, a: 2}', { a: 2 }, null, '10.3.2.6: the entries of a context have different names'],
  ['matches("a_b", "^\\\\w+$")', true, false, 'XPath 3.1: punctuation belongs to no word'],
  ['replace("abc", "x*", "-")', '-a-b-c-', null, 'XPath 3.1: a pattern must not match the empty string'],
  ['list contains([[1]], [1])', false, true, 'table 74: elements are compared by value'],
  ['index of([@"2026-01-01"], @"2026-01-01")', [], [1], 'table 74: elements are compared by value'],
  ['round half up(1.005, 2)', 1, 1.01, 'table 76: rounding of the decimal, not of its binary neighbour'],
];

test.each(differences)('%s: feelin %j, we %j', (source, feelin, own) => {
  expect([theirs(source, {}), ours(source, {}).value]).toEqual([feelin, own]);
});
