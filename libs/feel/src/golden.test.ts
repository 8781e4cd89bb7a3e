import { readFileSync, readdirSync } from 'node:fs';
import { compileExpression, compileUnaryTests } from './index.js';
import type { Json, Variables } from './index.js';

/** An expression, or the test of an input, with what it gives and the codes of its problems. */
interface Case {
  expression?: string;
  test?: string;
  input?: Json;
  context?: Variables;
  value: Json;
  problems?: string[];
}

const options = { now: '2026-03-02T09:00:00+01:00' };
const directory = new URL('../golden/', import.meta.url);
const files = readdirSync(directory).map(
  (file) => [file, JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as Case[]] as const,
);

describe.each(files)('%s', (_file, cases) => {
  test.each(cases.map((one) => [one.expression ?? one.test ?? '', one] as const))('%s', (source, one) => {
    expect(outcome(source, one)).toEqual({ value: one.value, problems: one.problems ?? [] });
  });
});

function outcome(source: string, { test, input = null, context = {} }: Case) {
  const compiled = test === undefined ? compileExpression(source) : compileUnaryTests(source);
  expect(compiled.findings).toEqual([]);
  const { value, problems } =
    'expression' in compiled
      ? compiled.expression!.evaluate(context, options)
      : compiled.test!.evaluate(input, context, options);
  return { value, problems: problems.map(({ code }) => code) };
}

test('every family has ten cases and more', () => {
  expect(files.filter(([, cases]) => cases.length < 10).map(([file]) => file)).toEqual([]);
});
