// Starts of an instance per second through the runtime, beside the bare SQL of the same rows in the same run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Definitions, openDatabase, Processes } from '@zusteuerung/runtime';

const tenant = 'bench';
const model = fileURLToPath(new URL('./runtime.bpmn', import.meta.url));
const variables = {
  gruppe: 'caritas:case_management',
  dauer: 'P14D',
  meldung: { referenz: 'RHE-1', ebene: 'A' },
};

/** Calls `once` from so many clients for so long; calls per second and their 50th and 95th percentile in ms. */
async function measure(clients, seconds, once) {
  const durations = [];
  const end = performance.now() + seconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const from = performance.now();
      await once();
      durations.push(performance.now() - from);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const elapsed = (performance.now() - from) / 1000;
  durations.sort((a, b) => a - b);
  const percentile = (share) => Math.round(durations[Math.floor(durations.length * share)] * 10) / 10;
  return { perSecond: Math.round(durations.length / elapsed), p50: percentile(0.5), p95: percentile(0.95) };
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
  try {
    const { dataSource } = database;
    await dataSource.query(`INSERT INTO tenant (id, name) VALUES ($1, 'Bench') ON CONFLICT DO NOTHING`, [
      tenant,
    ]);
    const definitions = new Definitions(dataSource);
    const processes = new Processes(dataSource, definitions);
    const files = [{ path: 'runtime.bpmn', content: readFileSync(model, 'utf8') }];
    const request = { tenant, files, comment: '', actor: 'bench' };
    const deployed = await processes.transaction((tx) => definitions.deploy(tx, request), { tenant });
    if (deployed.outcome === 'refused') throw new Error(JSON.stringify(deployed.findings));
    const start = () =>
      processes.transaction(
        (tx) => processes.start(tx, { tenant, process: 'fall', variables, actor: 'bench' }),
        {
          tenant,
        },
      );
    const { instanceId, problem } = await start();
    if (problem) throw new Error(JSON.stringify(problem));
    const statements = await rowsOfOneStart(pool, instanceId);
    await measure(clients, 2, start);
    await measure(clients, 1, () => bareStart(pool, statements, instanceId));
    const bare = await measure(clients, seconds, () => bareStart(pool, statements, instanceId));
    const runtime = await measure(clients, seconds, start);
    console.table({ 'bare SQL': bare, runtime });
    console.log(
      `${clients} clients, fsync on: runtime / bare SQL = ${(runtime.perSecond / bare.perSecond).toFixed(2)}`,
    );
  } finally {
    await pool.end();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
