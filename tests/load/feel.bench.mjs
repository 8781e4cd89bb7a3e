// FEEL beside feelin, per CPU second, in the same run; feelin is called as it is meant to be, with the source each time.
import { compileExpression, compileUnaryTests } from '@zusteuerung/feel';
import { evaluate, unaryTest } from 'feelin';
import { compared, cpu } from './feel-measure.mjs';
import { context, expressions } from './feel-sources.mjs';

const options = { now: '2026-03-02T09:00:00+01:00' };
const cells = [
  ['-', 1],
  ['"ja", "nein"', 'nein'],
  ['< 5', 4],
  ['[1..5]', 3],
  ['not("a")', 'b'],
  ['list contains(?, "arbeit")', context.meldung.bereiche],
  ['? > a', 5],
];

const attacks = [
  'for i in 1..3000, j in 1..3000 return i',
  'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")',
  '{f: function(n) f(n + 1), r: f(1)}',
  '{f: function(n) if n < 2 then n else f(n - 1) + f(n - 2), r: f(40)}',
  'string join(for i in 1..100000 return string join(for j in 1..1000 return "xxxxxxxx"))',
  'for i in 1..20000 return (1 / 3) ** 0.5',
  'for i in 1..20000 return {a: i, b: {c: i}}',
];

function show(title, rows) {
  console.log(`\n| ${title} | ours | feelin | × |\n| --- | ---: | ---: | ---: |`);
  for (const { name, own, peer, ratio } of rows)
    console.log(
      `| \`${name}\` | ${(own * 1000).toFixed(0)} ns | ${peer.toFixed(0)} µs | ${ratio.toFixed(0)} |`,
    );
}

function compiledCells() {
  const shapes = [
    (i) => `"a", "b${i}"`,
    (i) => `< ${i}`,
    (i) => `[${i}..9999]`,
    (i) => `count(?) >= ${i}`,
    (i) => `not("${i}")`,
  ];
  const start = cpu();
  for (let i = 0; i < 1000; i++) compileUnaryTests(shapes[i % shapes.length](i));
  return (cpu() - start) / 1000;
}

export async function bench() {
  const first = compiledCells();
  const rows = expressions.map((source) => {
    const { expression } = compileExpression(source);
    return compared(
      source,
      () => expression.evaluate(context, options),
      () => evaluate(source, context),
    );
  });
  show('expression', rows);
  const tests = cells.map(([source, input]) => {
    const { test } = compileUnaryTests(source);
    const theirs = () => unaryTest(source, { ...context, '?': input });
    return compared(source, () => test.evaluate(input, context, options), theirs);
  });
  show('cell', tests);
  console.log('\n| what costs too much | ends after | with |\n| --- | ---: | --- |');
  for (const source of attacks) {
    const { expression } = compileExpression(source);
    const start = cpu();
    const { value, problems } = expression.evaluate(context, options);
    const spent = (cpu() - start) / 1000;
    const outcome = problems[0]?.code ?? JSON.stringify(value).slice(0, 20);
    console.log(`| \`${source.slice(0, 70)}\` | ${spent.toFixed(1)} ms | ${outcome} |`);
  }
  const all = [...rows, ...tests].map(({ ratio }) => ratio).sort((a, b) => a - b);
  console.log('\n| goal | asked | measured |\n| --- | ---: | ---: |');
  console.log(`| × feelin, the least of all | ≥ 50 | ${all[0].toFixed(0)} |`);
  console.log(`| × feelin, the middle of all | ≥ 50 | ${all[all.length >> 1].toFixed(0)} |`);
  console.log(`| compiling 1,000 cells, cold | ≤ 200 ms | ${first.toFixed(0)} ms |`);
  console.log(`| compiling 1,000 cells, warm | ≤ 200 ms | ${compiledCells().toFixed(0)} ms |`);
}
