// Starts of an instance per second through the runtime, beside the bare SQL of the same rows in the same run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Definitions, openDatabase, Processes, wholeTenant } from '@zusteuerung/runtime';

const tenant = 'bench';
const model = fileURLToPath(new URL('./runtime.bpmn', import.meta.url));
const variables = {
  gruppe: 'caritas:case_management',
  dauer: 'P14D',
  meldung: { referenz: 'RHE-1', ebene: 'A' },
};

/** Calls `once` from so many clients for so long; returns how long each call took, in ms. */
async function burst(clients, seconds, once) {
  const durations = [];
  const end = performance.now() + seconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const from = performance.now();
      await once();
      durations.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return durations;
}

/** Takes turns every second, so that both see the same machine; calls per second and percentiles in ms. */
async function compare(clients, seconds, candidates) {
  const durations = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let second = 0; second < seconds; second++) {
    for (const [name, once] of Object.entries(candidates)) {
      durations[name].push(...(await burst(clients, 1, once)));
    }
  }
  const summary = (all) => {
    const sorted = all.sort((a, b) => a - b);
    const percentile = (share) => Math.round(sorted[Math.floor(sorted.length * share)] * 10) / 10;
    return { perSecond: Math.round(all.length / seconds), p50: percentile(0.5), p95: percentile(0.95) };
  };
  return Object.fromEntries(Object.entries(durations).map(([name, all]) => [name, summary(all)]));
}

/** The rows of one started instance as INSERT statements with their values; the id is put in anew each time. */
async function rowsOfOneStart(pool, instanceId) {
  const statements = [];
  for (const [table, key] of [
    ['process_instance', 'id'],
    ['instance_event', 'instance_id'],
    ['user_task', 'instance_id'],
    ['outbox', 'instance_id'],
    ['timer', 'instance_id'],
  ]) {
    const { rows } = await pool.query(`SELECT * FROM ${table} WHERE ${key} = $1`, [instanceId]);
    const generated = table === 'process_instance' ? [] : ['id'];
    const columns = Object.keys(rows[0] ?? {}).filter((column) => !generated.includes(column));
    if (rows.length === 0) continue;
    const width = columns.length;
    const groups = rows.map((_, row) => `(${columns.map((_, n) => `$${row * width + n + 1}`).join(', ')})`);
    statements.push({
      text: `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${groups.join(', ')}`,
      values: rows.flatMap((row) =>
        columns.map((column) =>
          column !== 'candidate_groups' && column !== 'candidate_users' && isJson(row[column])
            ? JSON.stringify(row[column])
            : row[column],
        ),
      ),
    });
  }
  return statements;
}

const isJson = (value) => typeof value === 'object' && value !== null && !(value instanceof Date);

async function bareStart(pool, statements, instanceId) {
  const id = crypto.randomUUID();
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const { text, values } of statements) {
      await client.query(
        text,
        values.map((value) => (value === instanceId ? id : value)),
      );
    }
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

export async function bench({ clients = 16, seconds = 8, url } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'zusteuerung-bench-'));
  const database = await openDatabase({ url, dataDir, poolSize: clients });
  const pool = new pg.Pool({ connectionString: database.url, max: clients });
  pool.on('error', () => {});
  try {
    const { dataSource } = database;
    await pool.query(`INSERT INTO tenant (id, name) VALUES ($1, 'Bench') ON CONFLICT DO NOTHING`, [tenant]);
    const definitions = new Definitions(dataSource);
    const processes = new Processes(dataSource, definitions);
    const files = [{ path: 'runtime.bpmn', content: readFileSync(model, 'utf8') }];
    const request = { tenant, files, comment: '', actor: 'bench' };
    const deployed = await processes.transaction(
      (tx) => definitions.deploy(tx, request),
      wholeTenant(tenant),
    );
    if (deployed.outcome === 'refused') throw new Error(JSON.stringify(deployed.findings));
    const start = () =>
      processes.transaction(
        (tx) => processes.start(tx, { tenant, process: 'fall', variables, actor: 'bench' }),
        wholeTenant(tenant),
      );
    const { instanceId, problem } = await start();
    if (problem) throw new Error(JSON.stringify(problem));
    const statements = await rowsOfOneStart(pool, instanceId);
    const candidates = { 'bare SQL': () => bareStart(pool, statements, instanceId), runtime: start };
    await compare(clients, 2, candidates);
    const result = await compare(clients, seconds, candidates);
    const ratio = result.runtime.perSecond / result['bare SQL'].perSecond;
    console.table(result);
    console.log(`${clients} clients, fsync on: runtime / bare SQL = ${ratio.toFixed(2)}`);
  } finally {
    await pool.end();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
