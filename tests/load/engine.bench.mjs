// The engine beside bpmn-engine and a hand-written XState machine, per CPU second, in the same run.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readBpmn } from '@zusteuerung/bpmn';
import { compile } from '@zusteuerung/engine';
import * as handwritten from './engine-handwritten.mjs';
import { compare, table, wall } from './engine-measure.mjs';
import * as models from './engine-models.mjs';
import * as ours from './engine-ours.mjs';
import * as peer from './engine-peer.mjs';

const names = { ours: 'Zusteuerung', peer: 'bpmn-engine', hand: 'handwritten' };

/** `jobs`: how many service tasks each run must have answered. */
const cases = [
  { name: 'five service tasks', model: models.serviceTasks(5), jobs: 5, hand: handwritten.serviceTasks(5) },
  { name: 'fork/join of 10', model: models.forkJoin(10), jobs: 10, hand: handwritten.tasksAtOnce(10) },
  { name: 'fork/join of 100', model: models.forkJoin(100), jobs: 100, hand: handwritten.tasksAtOnce(100) },
  {
    name: 'user task, persisted and restored',
    model: models.userTask,
    jobs: 1,
    ourRun: ours.persistAndRestore,
    peerRun: peer.persistAndRestore,
    hand: handwritten.persistAndRestore(),
  },
  {
    name: 'loop of 1,000',
    model: models.loop(1000),
    jobs: 0,
    variables: { n: 0 },
    peerFault: 'each turn of a loop runs inside the one before',
    hand: handwritten.loop(1000),
  },
  {
    name: 'model of 200 nodes',
    model: models.serviceTasks(198),
    jobs: 198,
    hand: handwritten.serviceTasks(198),
  },
  {
    name: 'inclusive join',
    model: models.inclusiveJoin,
    jobs: 3,
    peerFault: 'its inclusive join lets each token through',
    hand: handwritten.inclusiveJoin(),
  },
  {
    name: 'multi-instance of 100',
    model: models.multiInstance(100),
    jobs: 100,
    hand: handwritten.tasksAtOnce(100),
  },
];

/** A candidate that has just done the work of the case once, or why it can't. */
async function tried(prepare, jobs) {
  try {
    const candidate = await prepare();
    const done = await candidate.run();
    return done === jobs ? { candidate } : { reason: `runs ${done} instead of ${jobs} tasks` };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

async function candidatesOf({ model, jobs, variables, ourRun, peerRun, hand }) {
  const prepareOurs = async () => {
    const definition = await ours.definitionOf(model('feel'));
    const run = ourRun ?? ours.runThrough;
    return { async: false, run: () => run(definition, variables) };
  };
  const preparePeer = async () => {
    const source = await peer.sourceOf(model('js'));
    const run = peerRun ?? peer.runThrough;
    return { async: true, run: () => run(source, variables) };
  };
  return {
    ours: await tried(prepareOurs, jobs),
    peer: await tried(preparePeer, jobs),
    hand: await tried(() => ({ async: false, run: hand }), jobs),
  };
}

const rate = (micros) => (micros === undefined ? '–' : Math.round(1e6 / micros).toLocaleString('en'));
const times = (other, own) => (other === undefined || own === undefined ? '–' : (other / own).toPrecision(3));

function noteOf({ name, peerFault }, key, reason) {
  const why = key === 'peer' && peerFault ? ` (${peerFault})` : '';
  return `${name}: no result for ${names[key]}: ${reason}${why}`;
}

async function sideBySide(options) {
  const rows = [];
  const notes = [];
  const ratios = {};
  for (const each of cases) {
    const found = await candidatesOf(each);
    const candidates = Object.fromEntries(
      Object.entries(found).map(([key, { candidate }]) => [key, candidate]),
    );
    for (const [key, { reason }] of Object.entries(found)) if (reason) notes.push(noteOf(each, key, reason));
    const cpu = await compare(candidates, options);
    ratios[each.name] = { peer: cpu.peer / cpu.ours, hand: cpu.hand / cpu.ours };
    rows.push([
      each.name,
      rate(cpu.ours),
      rate(cpu.peer),
      rate(cpu.hand),
      times(cpu.peer, cpu.ours),
      times(cpu.hand, cpu.ours),
    ]);
  }
  const head = ['instances per CPU second', ...Object.values(names), '× bpmn-engine', '× handwritten'];
  return { text: [table(head, rows), ...notes.map((note) => `- ${note}`)].join('\n'), ratios };
}

/** CPU microseconds for one activation of a service task: in longer models, and with more tokens at once. */
async function perActivation(options) {
  const costs = async (model, sizes, activations) => {
    const candidates = {};
    for (const size of sizes) {
      const definition = await ours.definitionOf(model(size)('feel'));
      candidates[size] = { async: false, run: () => ours.runThrough(definition) };
    }
    const cpu = await compare(candidates, options);
    return sizes.map((size) => cpu[size] / activations(size));
  };
  const nodes = [10, 50, 200];
  const tokens = [1, 10, 100, 1000];
  const byNodes = await costs(
    (size) => models.serviceTasks(size - 2),
    nodes,
    (size) => size - 2,
  );
  const byTokens = await costs(
    (size) => models.forkJoin(size),
    tokens,
    (size) => size,
  );
  const micros = (cost) => cost.toFixed(1);
  const text = [
    table(['nodes in the model', ...nodes.map(String)], [['µs per activation', ...byNodes.map(micros)]]),
    '',
    table(['tokens at once', ...tokens.map(String)], [['µs per activation', ...byTokens.map(micros)]]),
  ].join('\n');
  return {
    text,
    growth: byNodes.at(-1) / byNodes[0],
    // Linear: ten times the tokens cost at most ten times as much for each activation, whatever else it costs.
    tokenGrowth: byTokens.at(-1) / byTokens.at(-2),
  };
}

async function compiling(options) {
  const xml = models.mixed(500)('feel');
  const { model } = await readBpmn(xml);
  const nodes = model.processes[0].nodes.length;
  const cpu = await compare(
    {
      reading: { async: true, run: () => readBpmn(xml) },
      compiled: { async: false, run: () => compile({ models: [model], decisions: [] }) },
    },
    options,
  );
  return { nodes, reading: cpu.reading / 1000, compiled: cpu.compiled / 1000 };
}

async function stateSize() {
  const definition = await ours.definitionOf(models.userTask('feel'));
  return Buffer.byteLength(JSON.stringify(ours.start(definition, { meldung: { referenz: 'RHE-1' } }).state));
}

async function commandLine() {
  const program = fileURLToPath(new URL('../../apps/server/bin/zst.mjs', import.meta.url));
  return wall(() => {
    const { status, stderr } = spawnSync(process.execPath, [program, 'help'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }, 5);
}

/** Name, what is asked, what was measured, whether that is enough: first the ratios of the side by side run. */
function ratioGoals(ratios) {
  const peers = Object.entries(ratios).filter(([, { peer: ratio }]) => Number.isFinite(ratio));
  const [worst, { peer: least }] = peers.reduce((a, b) => (b[1].peer < a[1].peer ? b : a));
  const five = ratios['five service tasks'];
  return [
    ['× bpmn-engine, five service tasks', '≥ 60', five.peer.toFixed(0), five.peer >= 60],
    ['× bpmn-engine, the least of all cases', '≥ 60', `${least.toFixed(0)} (${worst})`, least >= 60],
    ['× handwritten, five service tasks', '≥ 0.5', five.hand.toFixed(2), five.hand >= 0.5],
  ];
}

function growthGoals({ growth, tokenGrowth }) {
  return [
    ['cost per activation, 200 to 10 nodes', '≤ 1.5 ×', growth.toFixed(2), growth <= 1.5],
    ['cost per activation, 1,000 to 100 tokens', '≤ 10 ×', tokenGrowth.toFixed(1), tokenGrowth <= 10],
  ];
}

async function otherGoals(options) {
  const { nodes, reading, compiled } = await compiling(options);
  const bytes = await stateSize();
  const starting = (await commandLine()) / 1000;
  const what = `compiling ${nodes} nodes (reading them: ${reading.toFixed(0)} ms)`;
  return [
    [what, '≤ 200 ms', `${compiled.toFixed(0)} ms`, compiled <= 200],
    ['state of an instance with one token', '< 1,000 bytes', `${bytes} bytes`, bytes < 1000],
    ['start of the command line', '≤ 1 s', `${starting.toFixed(2)} s`, starting <= 1],
  ];
}

export async function bench({ rounds = 9, sliceMs = 60 } = {}) {
  const options = { rounds, sliceMs };
  const { text, ratios } = await sideBySide(options);
  console.log(`\n${text}\n`);
  const activations = await perActivation(options);
  console.log(`${activations.text}\n`);
  const goals = [...ratioGoals(ratios), ...growthGoals(activations), ...(await otherGoals(options))];
  const rows = goals.map(([name, asked, measured, met]) => [name, asked, measured, met ? 'yes' : 'no']);
  console.log(table(['goal', 'asked', 'measured', 'met'], rows));
}
