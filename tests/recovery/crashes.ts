import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { explain } from '@zusteuerung/engine';
import {
  Definitions,
  openDatabase,
  ProcessInstance,
  type Database,
  inTenant,
  wholeTenant,
} from '@zusteuerung/runtime';
import { queryAsOwner } from '../support/database.js';
import { random } from '../support/random.js';
import { caseProcess, modelFile } from '../runtime/models.js';

const submitter = fileURLToPath(new URL('./submitter.mjs', import.meta.url));

/** What the children said, over all rounds. */
interface Said {
  tried: Set<string>;
  acknowledged: Set<string>;
  completed: string[];
  sent: string[];
}

export interface CrashReport {
  seed: number;
  rounds: number;
  tried: number;
  acknowledged: number;
  completed: number;
  sent: number;
  /** one sentence per broken promise; empty: nothing lost, nothing doubled */
  broken: string[];
}

/**
 * Starts cases and kills the process at a random moment, again and again: alone, after it has lived through the death
 * of its database, or together with its database.
 */
export async function crashRounds(rounds: number, seed: number): Promise<CrashReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zusteuerung-crash-'));
  const next = random(seed);
  const said: Said = { tried: new Set(), acknowledged: new Set(), completed: [], sent: [] };
  writeFileSync(join(dataDir, 'fall.bpmn'), modelFile(caseProcess).content);
  try {
    for (let round = 0; round < rounds; round++) {
      const child = await startChild(dataDir, said, false);
      await sleep(100 + next() * 1200);
      try {
        if (round % 3 === 1) await outliveDatabase(dataDir, said);
      } finally {
        child.process.kill('SIGKILL');
      }
      if (round % 3 === 2) killDatabase(dataDir);
      await child.ended;
    }
    const last = await startChild(dataDir, said, true);
    await last.ended;
    const database = await openDatabase({ dataDir });
    const broken = await brokenPromises(database, said).finally(() => database.stop());
    const { tried, acknowledged, completed, sent } = said;
    return {
      seed,
      rounds,
      tried: tried.size,
      acknowledged: acknowledged.size,
      completed: completed.length,
      sent: sent.length,
      broken,
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function startChild(
  dataDir: string,
  said: Said,
  drain: boolean,
): Promise<{ process: ChildProcess; ended: Promise<void> }> {
  const unanswered = [...said.tried].filter((id) => !said.acknowledged.has(id));
  const config = { dataDir, modelFile: join(dataDir, 'fall.bpmn'), clients: 4, drain, unanswered };
  const child = spawn(process.execPath, [submitter, JSON.stringify(config)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4000)));
  const lines = createInterface({ input: child.stdout! });
  const closed = new Promise<void>((resolve) => lines.once('close', resolve));
  const ready = new Promise<void>((resolve) => lines.on('line', (line) => note(line, said) && resolve()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const failed = exited.then((code) => {
    if (code !== null && code !== 0) throw new Error(`the submitter ended with ${code}: ${errors}`);
  });
  await Promise.race([ready, failed]);
  const ended = Promise.all([failed, closed]).then(() => undefined);
  return { process: child, ended };
}

/** Returns whether the child said that it is ready. */
function note(line: string, said: Said): boolean {
  const [fact, id = ''] = line.split(' ');
  if (fact === 'try') said.tried.add(id);
  if (fact === 'ok') said.acknowledged.add(id);
  if (fact === 'completed') said.completed.push(id);
  if (fact === 'sent') said.sent.push(id);
  return fact === 'ready';
}

function killDatabase(dataDir: string): void {
  const pidFile = join(dataDir, 'postgres/server/data/postmaster.pid');
  process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL');
}

/** Kills the database only; the process must get it going again and take cases as before. */
async function outliveDatabase(dataDir: string, said: Said): Promise<void> {
  killDatabase(dataDir);
  const before = said.acknowledged.size;
  const deadline = Date.now() + 20_000;
  while (said.acknowledged.size < before + 5) {
    if (Date.now() > deadline) throw new Error('no case was taken within 20 s after the database died');
    await sleep(50);
  }
}

async function brokenPromises(database: Database, said: Said): Promise<string[]> {
  const broken: string[] = [];
  const expect = (holds: boolean, sentence: string) => !holds && broken.push(sentence);
  const rows = <T>(sql: string, parameters: unknown[] = []) => queryAsOwner<T>(database.url, sql, parameters);

  const cases = new Map(
    (
      await rows<{ id: string; n: number }>(
        'SELECT business_key AS id, count(*)::int AS n FROM process_instance GROUP BY 1',
      )
    ).map(({ id, n }) => [id, n]),
  );
  for (const id of said.tried) expect(cases.get(id) === 1, `case ${id} exists ${cases.get(id) ?? 0} times`);
  expect(cases.size === said.tried.size, `${cases.size} cases, ${said.tried.size} were submitted`);

  const done = new Set(
    (await rows<{ id: string }>(`SELECT id FROM user_task WHERE status = 'completed'`)).map((t) => t.id),
  );
  for (const id of said.completed) expect(done.has(id), `task ${id} was completed, but is not`);
  expect(new Set(said.completed).size === said.completed.length, 'a task was completed twice');

  const doubled = await rows(
    `SELECT instance_id, element_id FROM user_task GROUP BY 1, 2 HAVING count(*) > 1
     UNION ALL SELECT instance_id, element_id FROM instance_event
       WHERE type = 'elementCompleted' GROUP BY 1, 2 HAVING count(*) > 1`,
  );
  expect(doubled.length === 0, `${doubled.length} elements were done twice`);
  const open = await rows(`SELECT id FROM outbox WHERE status NOT IN ('done')`);
  expect(open.length === 0, `${open.length} jobs are not done`);
  const timers = await rows(`SELECT id FROM timer WHERE status = 'open'`);
  expect(timers.length === 0, `${timers.length} timers did not fire`);
  const sent = new Set(said.sent);
  for (const { id } of await rows<{ id: string }>('SELECT id FROM outbox'))
    expect(sent.has(id), `job ${id} never ran`);
  return [...broken, ...(await contradictions(database))];
}

/** The task rows say the same as the engine's state. */
async function contradictions({ dataSource, url }: Database): Promise<string[]> {
  const definitions = new Definitions(dataSource);
  const instances = await inTenant(dataSource, wholeTenant('rheine'), (tx) => tx.find(ProcessInstance));
  const broken: string[] = [];
  for (const instance of instances) {
    const { definition } = await inTenant(dataSource, wholeTenant('rheine'), (tx) =>
      definitions.byId(instance.deploymentId, tx),
    );
    const waiting = explain(definition, instance.state).filter(({ waitingFor }) => waitingFor === 'userTask');
    const open = await queryAsOwner<{ key: string }>(
      url,
      `SELECT key FROM user_task WHERE instance_id = $1 AND status = 'open'`,
      [instance.id],
    );
    if (waiting.length !== open.length)
      broken.push(`case ${instance.id}: ${waiting.length} tasks, ${open.length} rows`);
  }
  return broken;
}
