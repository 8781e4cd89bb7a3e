// Decisions beside feelin, per CPU second, in the same run. feelin has no tables: its side is the same rows, each cell
// asked as it offers itself (with its source), until one in the row does not hold.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { evaluateDecision } from '@zusteuerung/decisions';
import { compileExpression, compileUnaryTests } from '@zusteuerung/feel';
import { evaluate, unaryTest } from 'feelin';
import { attacks } from './decisions-attacks.mjs';
import { fiveTables, inputs, modelOf, routing, rowOf, tableXml } from './decisions-models.mjs';
import { compared, cost, cpu } from './feel-measure.mjs';
import { context, expressions } from './feel-sources.mjs';

const now = '2026-03-02T09:00:00+01:00';
const details = ['none', 'hits', 'full'];

/** Microseconds of CPU for one evaluation, with each input in turn. */
function costOf(model, id, given, explain, microseconds = 400_000) {
  const models = [model];
  let i = 0;
  return cost(
    () => evaluateDecision(models, id, given[i++ % given.length], { now, explain }),
    100,
    3000,
    microseconds,
  );
}

const perSecond = (microseconds) => Math.round(1e6 / microseconds);
const shown = (count) => count.toLocaleString('en-US');

function compileColdly() {
  const start = cpu();
  for (let i = 0; i < 200; i++) {
    const { inputs: cells, output } = rowOf(i);
    for (const source of cells) compileUnaryTests(source);
    compileExpression(output);
  }
  return (cpu() - start) / 1000;
}

/** The rows of a table as someone with feelin alone would ask them. */
function feelinTable(rows) {
  const columns = ['bereich', 'alter', 'institutionen', 'einwilligung'];
  const table = Array.from({ length: rows }, (_, i) => rowOf(i));
  return (input) => {
    const values = columns.map((source) => evaluate(source, input).value);
    const hit = table.find(({ inputs: cells }) =>
      cells.every((source, c) => unaryTest(source, { ...input, '?': values[c] }).value === true),
    );
    return hit ? evaluate(hit.output, input).value : null;
  };
}

function single() {
  const rows = expressions.map((source) => {
    const { expression } = compileExpression(source);
    return compared(
      source,
      () => expression.evaluate(context, { now }),
      () => evaluate(source, context),
    );
  });
  const ratios = rows.map(({ ratio }) => ratio).sort((a, b) => a - b);
  const least = rows.find(({ ratio }) => ratio === ratios[0]);
  return { least: ratios[0], name: least.name, middle: ratios[ratios.length >> 1], count: rows.length };
}

async function tables() {
  console.log('| per CPU second | none | hits | full | µs, none |\n| --- | ---: | ---: | ---: | ---: |');
  const measured = {};
  const show = (name, model, id, given) => {
    const [none, hits, full] = details.map((explain) => costOf(model, id, given, explain));
    measured[name] = { none, hits, full };
    const cells = [none, hits, full].map((each) => shown(perSecond(each)));
    console.log(`| ${name} | ${cells.join(' | ')} | ${none.toFixed(1)} |`);
  };
  for (const policy of ['FIRST', 'COLLECT'])
    show(`table of 20 × 4, ${policy}`, await modelOf(tableXml('t', 20, { hitPolicy: policy })), 't', inputs);
  for (const rows of [100, 1000])
    show(
      `table of ${rows} × 4, COLLECT`,
      await modelOf(tableXml('t', rows, { hitPolicy: 'COLLECT' })),
      't',
      inputs,
    );
  show('graph of five tables of 20 × 4', await fiveTables(), 'd5', inputs);
  const rule = await routing();
  show('routing rule of Rheine: five tables, two expressions', rule.model, 'zusteuerung', rule.inputs);
  const theirs = feelinTable(20);
  let i = 0;
  const peer = cost(() => theirs(inputs[i++ % inputs.length]), 1, 3, 1_000_000);
  console.log(
    `| the same table of 20 × 4 with feelin, FIRST | ${shown(perSecond(peer))} | – | – | ${peer.toFixed(0)} |`,
  );
  return { ...measured, peer };
}

/** CPU milliseconds of `zst decide` for the cases, with its start. */
function commandLine(count) {
  const folder = mkdtempSync(join(tmpdir(), 'decide-'));
  const file = join(folder, 'cases.json');
  const cases = Array.from({ length: count }, (_, i) => ({
    name: `Fall ${i}`,
    input: given[i % given.length],
  }));
  writeFileSync(file, JSON.stringify(cases));
  const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
  const command = `TIMEFORMAT='%U %S'; time '${process.execPath}' '${path('apps/server/bin/zst.mjs')}' decide '${path('processes/rheine/zusteuerung.dmn')}' --decision zusteuerung --cases '${file}' --json > /dev/null`;
  const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const times = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { status, time: (times[0] + times[1]) * 1000 };
}

let given = [];

async function whatCostsTooMuch() {
  console.log('\n| what costs too much | ends after | with | named |\n| --- | ---: | --- | --- |');
  let slowest = 0;
  for (const { name, model, input } of await attacks()) {
    const start = cpu();
    const { result, problems } = evaluateDecision([model], 'angriff', input, { now, explain: 'full' });
    const spent = (cpu() - start) / 1000;
    slowest = Math.max(slowest, spent);
    const [problem] = problems;
    const outcome = problem?.code ?? (JSON.stringify(result) ?? '').slice(0, 20);
    console.log(`| ${name} | ${spent.toFixed(1)} ms | ${outcome} | ${problem?.elementId ?? '–'} |`);
  }
  return slowest;
}

export async function bench() {
  const cold = compileColdly();
  const start = cpu();
  const big = await modelOf(tableXml('t', 200));
  evaluateDecision([big], 't', inputs[0], { now });
  const read = (cpu() - start) / 1000;
  const slowest = await whatCostsTooMuch();
  console.log('');
  const measured = await tables();
  const each = single();
  given = (await routing()).inputs;
  const decide = [1, 5000].map(commandLine);
  const twenty = measured['table of 20 × 4, FIRST'];
  const collected = measured['table of 20 × 4, COLLECT'];
  const rule = measured['routing rule of Rheine: five tables, two expressions'];
  const graph = measured['graph of five tables of 20 × 4'];
  const row = (rows, { none }) => (none / rows) * 1000;
  const goals = [
    [`× feelin, the least of ${each.count} expressions (\`${each.name}\`)`, '≥ 50', each.least.toFixed(0)],
    ['× feelin, the middle of them', '≥ 50', each.middle.toFixed(0)],
    ['× feelin, table of 20 × 4', '≥ 50', (measured.peer / twenty.none).toFixed(0)],
    ['table of 20 × 4 per s, not explained', '≥ 50,000', shown(perSecond(twenty.none))],
    ['table of 20 × 4 per s, rows that hit', '≥ 20,000', shown(perSecond(twenty.hits))],
    ['table of 20 × 4 per s, explained completely', '≥ 20,000', shown(perSecond(twenty.full))],
    ['graph of five tables per s', '≥ 10,000', shown(perSecond(graph.none))],
    ['routing rule of Rheine per s', '≥ 10,000', shown(perSecond(rule.none))],
    [
      'cost of a row, table of 1,000 to 20',
      '≤ 1.2 ×',
      (row(1000, measured['table of 1000 × 4, COLLECT']) / row(20, collected)).toFixed(2),
    ],
    ['compiling 1,000 cells, cold', '≤ 200 ms', `${cold.toFixed(0)} ms`],
    ['a table of 1,000 cells, from XML to its first result', '–', `${read.toFixed(0)} ms`],
    ['`zst decide`, 5,000 Meldungen by the routing rule', '–', `${(decide[1].time / 1000).toFixed(1)} s`],
    ['`zst decide`, one', '–', `${(decide[0].time / 1000).toFixed(1)} s`],
    ['longest evaluation of what costs too much', '≤ 50 ms', `${slowest.toFixed(0)} ms`],
  ];
  console.log('\n| goal | asked | measured |\n| --- | ---: | ---: |');
  for (const [name, asked, found] of goals) console.log(`| ${name} | ${asked} | ${found} |`);
}
