// FEEL beside feelin, per CPU second, in the same run; feelin is called as it is meant to be, with the source each time.
import { compileExpression, compileUnaryTests } from '@zusteuerung/feel';
import { evaluate, unaryTest } from 'feelin';

const options = { now: '2026-03-02T09:00:00+01:00' };
const context = {
  a: 3,
  b: 4,
  s: 'Köln',
  d: '2026-03-01',
  meldung: { bereiche: ['wohnen', 'arbeit', 'gesundheit'], alter: 17, institutionen: 2 },
  xs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  ps: [1, 2, 3, 4, 5].map((n) => ({ n, aktiv: n % 2 === 0 })),
};

const expressions = [
  'meldung.alter',
  'meldung.alter >= 18',
  'a + b * 2',
  'a * 1.19',
  'a / 7',
  's = "Köln" and a > 2',
  'count(meldung.bereiche) >= 2 and meldung.institutionen >= 2',
  'list contains(meldung.bereiche, "arbeit")',
  'if a > 2 then "ja" else "nein"',
  'for x in xs return x * 2',
  'xs[item > 5]',
  'ps[aktiv].n',
  'some x in xs satisfies x > 8',
  'date(d) + duration("P14D")',
  'today() > date("2026-01-01")',
  'string length(s) + 1',
  'matches(s, "^K.*n$")',
  '{a: a, b: a + b}',
];

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

function cpu() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Microseconds of CPU for one call, warm. */
function cost(body, batch, warmup, microseconds) {
  for (let i = 0; i < warmup; i++) body();
  const start = cpu();
  let calls = 0;
  let spent = 0;
  do {
    for (let i = 0; i < batch; i++) body();
    calls += batch;
    spent = cpu() - start;
  } while (spent < microseconds);
  return spent / calls;
}

function compared(name, ours, theirs) {
  const own = cost(ours, 500, 5000, 200_000);
  const peer = cost(theirs, 1, 20, 200_000);
  return { name, own, peer, ratio: peer / own };
}

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
