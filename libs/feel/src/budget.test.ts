import { compileExpression, compileUnaryTests } from './index.js';

const options = { now: '2026-03-02T09:00:00+01:00' };
const context = {
  gross: 'a'.repeat(100_000),
  xs: Array.from({ length: 5000 }, (_, i) => i),
  ys: Array.from({ length: 5000 }, (_, i) => ({ a: i })),
};

const long = { a: 'a'.repeat(900_000), b: `${'a'.repeat(899_999)}b`, dots: `[${'.. '.repeat(9000)}` };

test.each([
  ['for i in 1..100000 return a = b', ['FEEL_BUDGET']],
  ['for i in 1..100000 return a < b', ['FEEL_BUDGET']],
  ['contains(a, substring(b, 880000))', ['FEEL_BUDGET']],
  ['range(dots)', ['FEEL_ARGUMENTS']],
  ['for i in 1..10000 return time("08:00:00@Nirgends/Ort" + string(i))', ['FEEL_ARGUMENTS', 'FEEL_BUDGET']],
])('%s does not take long over long texts', (source, codes) => {
  const { problems } = compileExpression(source).expression!.evaluate(long, options);
  expect(problems.map(({ code }) => code)).toEqual(codes);
});

test.each([
  ['a path of very many parts', `a${'.b'.repeat(4000)}`, 'FEEL_BUDGET'],
  ['brackets that never close', `${'['.repeat(190)}${'1..'.repeat(2000)}`, 'FEEL_SYNTAX'],
  ['types within types', `1 instance of ${'list<'.repeat(500)}number${'>'.repeat(500)}`, 'FEEL_BUDGET'],
  ['a list of thousands', `[${'1,'.repeat(4000)}1]`, 'FEEL_BUDGET'],
])('%s is refused', (_name, source, code) => {
  expect(compileExpression(source)).toMatchObject({ expression: null, findings: [{ code }] });
});

const tens = (name: string) => `[${Array(10).fill(name).join(', ')}]`;

/** None of these may run to its end. */
const costly = [
  'for i in 1..3000, j in 1..3000 return i * j',
  'for i in 1..3000 return for j in 1..3000 return j',
  'for i in 1..1000000000 return i',
  'for d in @"2000-01-01"..@"9999-12-31" return d',
  'some i in 1..1000000000 satisfies i < 0',
  'for i in xs, j in xs return i = j',
  'xs[count(xs[item > 3]) > 5]',
  'for y in ys return ys[a = y.a]',
  'sort(xs, function(a, b) count(xs[item = a]) > 1)',
  '{f: function(n) f(n + 1), r: f(1)}',
  '{f: function(n) if n < 2 then n else f(n - 1) + f(n - 2), r: f(40)}',
  '{a: gross + gross, b: a + a, c: b + b, d: c + c, e: d + d}',
  'string join(for i in 1..100000 return string join(for j in 1..1000 return "xxxxxxxx"))',
  'replace(gross, "a", "bbbbbbbbbbbbbbbbbbbbbbbbbb")',
  'for i in 1..1000 return matches(gross, "a{50}b")',
  'for i in 1..5000 return upper case(gross)',
  'for i in 1..20000 return (1 / 3) ** 0.5',
  'for i in 1..4000 return [partial]',
  `{a: ${tens('1')}, b: ${tens('a')}, c: ${tens('b')}, d: ${tens('c')}, e: ${tens('d')}, f: ${tens('e')}}`,
  `{a: ${tens('1')}, b: ${tens('a')}, c: ${tens('b')}, d: ${tens('c')}, e: ${tens('d')}, r: string(e)}`,
  `{a: ${tens('1')}, b: ${tens('a')}, c: ${tens('b')}, d: ${tens('c')}, e: ${tens('d')}, r: e = ${tens('d')}}`,
];

test.each(costly)('%s ends by its budget, the expression named', (source) => {
  const { expression } = compileExpression(source);
  const first = expression!.evaluate(context, options);
  expect(first.value).toBeNull();
  expect(first.problems.at(-1)).toMatchObject({ code: 'FEEL_BUDGET' });
  expect(first.problems.at(-1)!.message.de).toContain(source.slice(0, 200));
  expect(expression!.evaluate(context, options)).toEqual(first);
});

test.each([
  ['matches(x, "^(a+)+$")', false],
  ['matches(x, "(a|aa)+$")', false],
  ['matches(x, "(a*)*b")', false],
  ['count(split(gross, "b"))', 1],
  ['string length(gross)', 100_000],
  ['count(xs[item > 10])', 4989],
  ['sort(xs, function(a, b) a > b)[1]', 4999],
  ['sum(for i in 1..5000 return i)', 12_502_500],
  ['{f: function(n) if n < 1 then 0 else 1 + f(n - 1), r: f(200)}.r', 200],
])('%s is no problem', (source, value) => {
  const { expression } = compileExpression(source);
  const variables = { ...context, x: `${'a'.repeat(50)}!` };
  expect(expression!.evaluate(variables, options)).toEqual({ value, problems: [] });
});

test('a cell that costs too much does not pass', () => {
  const { test: cell } = compileUnaryTests('some i in 1..1000000000 satisfies i = ?');
  const { value, problems } = cell!.evaluate(-1, context, options);
  expect([value, problems.map(({ code }) => code)]).toEqual([false, ['FEEL_BUDGET']]);
});

test('the budget can be chosen', () => {
  const source = 'for i in 1..100 return i';
  const codes = (steps: number) =>
    compileExpression(source, { budget: { steps } })
      .expression!.evaluate({}, options)
      .problems.map(({ code }) => code);
  expect([codes(50), codes(1000)]).toEqual([['FEEL_BUDGET'], []]);
});
