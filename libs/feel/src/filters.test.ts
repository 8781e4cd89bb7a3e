import { compileExpression, compileUnaryTests } from './index.js';

const now = '2026-03-02T09:00:00+01:00';
const context = {
  xs: [1, 2, 3],
  ys: [1, 2],
  i: 2,
  ps: [
    { a: 1, aktiv: true },
    { a: 5, aktiv: false },
    { a: 7, aktiv: null },
  ],
  worte: ['ab', 'cd'],
  ja: [true, false, true],
};

function valueOf(source: string) {
  const { expression } = compileExpression(source);
  const { value, problems } = expression!.evaluate(context, { now });
  expect(problems).toEqual([]);
  return value;
}

describe('a filter that is a question about the element', () => {
  test.each([
    ['xs[list contains(ys, item)]', [1, 2]],
    ['xs[not(list contains(ys, item))]', [3]],
    ['xs[ (not(item = 2)) ]', [1, 3]],
    ['xs[list contains([1, 3][odd(item)], item)]', [1, 3]],
    ['xs[if item = 1 then true else false]', [1]],
    ['ps[list contains(ys, a)].a', [1]],
    ['ps[list contains(ys, item.a)].a', [1]],
    ['ps[item.aktiv].a', [1]],
    ['ps[not(aktiv)].a', [5]],
    ['worte[starts with(item, "a")]', ['ab']],
    ['ja[item]', [true, true]],
    ['count(xs[even(item)])', 1],
    ['for x in xs[odd(item)] return x * 10', [10, 30]],
  ])('%s', (source, expected) => expect(valueOf(source)).toEqual(expected));

  test('in the cell of a decision table', () => {
    const { test: cell } = compileUnaryTests('count(xs[list contains(ys, item)]) = ?');
    expect([2, 3].map((input) => cell!.evaluate(input, context, { now }).value)).toEqual([true, false]);
  });
});

describe('other filters are read as before', () => {
  test.each([
    ['xs[1]', 1],
    ['xs[-1]', 3],
    ['xs[i]', 2],
    ['xs[count(ys)]', 2],
    ['xs[count(ys) + 1]', 3],
    ['xs[ys[1]]', 1],
    ['xs[item > 1 and not(item = 3)]', [2]],
    ['ps[a = 5].a', [5]],
    ['xs[> 1]', [2, 3]],
    ['xs[some y in ys satisfies y = item]', [1, 2]],
  ])('%s', (source, expected) => expect(valueOf(source)).toEqual(expected));
});

test('the expression keeps its own text and names', () => {
  const { expression } = compileExpression('xs[not(list contains(ys, item))]');
  expect([expression!.source, expression!.names]).toEqual([
    'xs[not(list contains(ys, item))]',
    compileExpression('xs[(not(list contains(ys, item))) = true]').expression!.names,
  ]);
});
