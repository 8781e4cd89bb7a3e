import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { openDatabase, type Database } from './open.js';
import { Client } from './client.js';
import { EmbeddedPostgres } from './embedded.js';
import { inTenant, outsideTenants } from './transaction.js';
import { migrations } from '../migrations/index.js';

let dataDir: string;
const open: Database[] = [];

async function opened(): Promise<Database> {
  const database = await openDatabase({ dataDir, poolSize: 2 });
  open.push(database);
  return database;
}

function postmaster(): number {
  return Number(readFileSync(join(dataDir, 'postgres/server/data/postmaster.pid'), 'utf8').split('\n')[0]);
}

/** As the owner: the application's role may not look at everything. */
async function asOwner<T>({ url }: Database, sql: string): Promise<T[]> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  const { rows } = await owner.query(sql).finally(() => owner.end());
  return rows as T[];
}

async function settings(database: Database, name: string): Promise<string | undefined> {
  return (await asOwner<{ value: string }>(database, `SELECT current_setting('${name}') AS value`))[0]?.value;
}

const createTenant = ({ dataSource }: Database) =>
  inTenant(dataSource, { tenant: 'rheine' }, (tx) =>
    tx.query("INSERT INTO tenant (id, name) VALUES ('rheine', 'Rheine')"),
  );
const tenants = ({ dataSource }: Database) =>
  outsideTenants(dataSource, (tx) => tx.query('SELECT id FROM tenant'));

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'zusteuerung-embedded-'));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.stop()));
  rmSync(dataDir, { recursive: true, force: true });
});

test('starts, is durable, listens on this machine only and keeps its password to itself', async () => {
  const database = await opened();
  expect(await settings(database, 'fsync')).toBe('on');
  expect(await settings(database, 'listen_addresses')).toBe('127.0.0.1');
  expect(await settings(database, 'unix_socket_directories')).toBe('');
  expect(statSync(join(dataDir, 'postgres/server/password')).mode & 0o777).toBe(0o600);
  const wrong = new DataSource({
    type: 'postgres',
    url: open[0]!.url.replace(/:[^:@]+@/, ':falsch@'),
  });
  await expect(wrong.initialize()).rejects.toThrow(/password authentication failed/);
});

test('keeps its port and data over a restart', async () => {
  const first = await opened();
  await createTenant(first);
  await first.stop();
  expect(() => postmaster()).toThrow(/ENOENT/);
  open.splice(0);
  const second = await opened();
  expect(second.url).toBe(first.url);
  expect(await tenants(second)).toEqual([{ id: 'rheine' }]);
});

test('a second user shares the server; only the last one to leave stops it', async () => {
  const [one, two] = await Promise.all([opened(), opened()]);
  expect(one.url).toBe(two.url);
  await one.stop();
  expect(await two.dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await two.stop();
  open.splice(0);
  expect(() => postmaster()).toThrow(/ENOENT/);
});

test('a server left over by kill -9 of its starter is taken over and stopped in the end', async () => {
  const first = await opened();
  const pid = postmaster();
  // What kill -9 leaves behind: a running server and the mark of a process that no longer exists.
  const gone = spawn('true');
  await new Promise((resolve) => gone.once('exit', resolve));
  await first.stop();
  open.splice(0);
  const starter = new EmbeddedPostgres({ dataDir, keepRunning: true });
  await starter.start();
  await starter.stop();
  writeFileSync(join(dataDir, 'postgres/users', `${gone.pid}-0`), '');
  const left = postmaster();
  expect(left).not.toBe(pid);
  const second = await opened();
  expect(postmaster()).toBe(left);
  await second.stop();
  open.splice(0);
  expect(() => postmaster()).toThrow(/ENOENT/);
});

test('a server killed with -9 is started again, with everything that was committed', async () => {
  const database = await opened();
  await createTenant(database);
  process.kill(postmaster(), 'SIGKILL');
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      expect(await tenants(database)).toEqual([{ id: 'rheine' }]);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});

test('several processes that migrate at once do not disturb each other', async () => {
  const databases = await Promise.all([opened(), opened(), opened()]);
  expect(await asOwner(databases[0]!, 'SELECT count(*)::int AS n FROM migration')).toEqual([
    { n: migrations.length },
  ]);
});
