// Very many timers that are due at once: how long until the last one has fired, on PostgreSQL with fsync on.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Definitions, openDatabase, Processes, TimerWorker, wholeTenant } from '@zusteuerung/runtime';

const tenant = 'bench';
const model = fileURLToPath(new URL('./runtime.bpmn', import.meta.url));

async function startAll(processes, count) {
  const variables = { gruppe: 'caritas:case_management', dauer: 'P14D' };
  const request = { tenant, process: 'fall', variables, actor: 'bench' };
  let left = count;
  const lane = async () => {
    while (left-- > 0) await processes.transaction((tx) => processes.start(tx, request), wholeTenant(tenant));
  };
  await Promise.all(Array.from({ length: 16 }, lane));
}

export async function bench({ timers = 10_000, workers = 2 } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'zusteuerung-bench-'));
  const database = await openDatabase({ dataDir });
  const owner = new pg.Client({ connectionString: database.url });
  const working = [];
  try {
    await owner.connect();
    await owner.query(`INSERT INTO tenant (id, name) VALUES ($1, 'Bench')`, [tenant]);
    const { dataSource } = database;
    const definitions = new Definitions(dataSource);
    const processes = new Processes(dataSource, definitions);
    const files = [{ path: 'runtime.bpmn', content: readFileSync(model, 'utf8') }];
    const request = { tenant, files, comment: '', actor: 'bench' };
    await processes.transaction((tx) => definitions.deploy(tx, request), wholeTenant(tenant));
    await startAll(processes, timers);
    await owner.query('ANALYZE');
    for (let n = 0; n < workers; n++) working.push(new TimerWorker(dataSource, processes));
    for (const worker of working) worker.start();
    await sleep(2000);
    await owner.query('UPDATE timer SET due_at = now(), available_at = now()');
    const from = performance.now();
    const left = async () =>
      Number((await owner.query(`SELECT count(*) AS n FROM timer WHERE status = 'open'`)).rows[0].n);
    while ((await left()) > 0) await sleep(50);
    const seconds = (performance.now() - from) / 1000;
    const perSecond = Math.round(timers / seconds);
    console.table([{ timers, workers, seconds: Math.round(seconds * 10) / 10, 'per second': perSecond }]);
  } finally {
    for (const worker of working) await worker.stop();
    await owner.end();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
