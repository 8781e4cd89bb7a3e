import fc from 'fast-check';
import { compileExpression, compileUnaryTests } from './index.js';
import type { Json, Variables } from './index.js';

const options = { now: '2026-03-02T09:00:00+01:00' };

const token = fc.constantFrom(
  ...'a b xs c.d 1 2.5 -3 "t" "P1D" true false null + - * / ** < <= > >= = != ( ) [ ] { } , : . .. @ ? and or not'.split(
    ' ',
  ),
  ...'if then else for in return some every satisfies between instance of function list<number> date time'.split(
    ' ',
  ),
  ...[
    'count(',
    'sum(',
    'string(',
    'date(',
    'duration(',
    'matches(',
    'sort(',
    'substring(',
    'get value(',
    'range(',
  ],
  ...[
    '@"2026-01-01"',
    '@"PT1H"',
    'item',
    'partial',
    'string length(',
    'context put(',
    'round up(',
    '`x y`',
    '//',
    '/*',
  ],
);
const soup = fc.array(token, { maxLength: 25 }).map((tokens) => tokens.join(' '));
const source = fc.oneof(soup, fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 40 }));
const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
const variables = fc.record(
  { a: json, b: json, xs: json, c: json },
  { noNullPrototype: true },
) as fc.Arbitrary<Variables>;

/** No test of speed: only that nothing hangs. */
const patience = 1000;

function timed<T>(body: () => T): T {
  const start = performance.now();
  const result = body();
  expect(performance.now() - start).toBeLessThan(patience);
  return result;
}

test('any text is an expression or has a finding; it never throws', () => {
  fc.assert(
    fc.property(source, variables, (text, context) =>
      timed(() => {
        const { expression, findings } = compileExpression(text);
        expect(expression === null).toBe(findings.length > 0);
        const result = expression?.evaluate(context, options);
        if (result?.value === undefined) expect(expression).toBeNull();
      }),
    ),
    { numRuns: 3000 },
  );
});

test('any text is a cell or has a finding; it never throws', () => {
  fc.assert(
    fc.property(source, json, variables, (text, input, context) =>
      timed(() => {
        const { test: cell, findings } = compileUnaryTests(text);
        expect(cell === null).toBe(findings.length > 0);
        if (cell) expect(typeof cell.evaluate(input, context, options).value).toBe('boolean');
      }),
    ),
    { numRuns: 2000 },
  );
});

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + '1' + close.repeat(depth);

test.each([
  ['parentheses', nested('(', ')', 5000)],
  ['lists', nested('[', ']', 5000)],
  ['contexts', nested('{a: ', '}', 3000)],
  ['functions', nested('function(x) ', '', 1500)],
  ['ifs', nested('if true then ', ' else 0', 1000)],
  ['signs', `${'-'.repeat(9_000)}1`],
  ['sums', Array(3000).fill('1').join(' + ')],
  ['text', `"${'x'.repeat(1_000_000)}"`],
  ['open parentheses', '('.repeat(10_000)],
])('endless %s have an end', (_name, text) => {
  timed(() => {
    const { expression, findings } = compileExpression(text);
    expect(
      expression ? expression.evaluate({}, options).problems : findings.map(({ severity }) => severity),
    ).toEqual(expression ? [] : ['error']);
  });
});
