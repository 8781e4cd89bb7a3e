import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { EmbeddedPostgres, openDatabase, type Database } from '@zusteuerung/runtime';

// One server per test run, started by the first file that needs a database, stopped by global-teardown.
// Nobody's data: durability is off, which makes migrations and commits several times faster.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
const template = 'zst_template';

function serverDirectory(): string {
  const directory = process.env['ZST_TEST_POSTGRES'];
  if (!directory)
    throw new Error('ZST_TEST_POSTGRES is not set: run through jest (tests/support/global-setup.mjs)');
  return directory;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** SQL with the rights of the owner, as `TestDatabase.query`, on a connection of its own. */
export async function queryAsOwner<T>(url: string, sql: string, parameters: unknown[] = []): Promise<T[]> {
  return withClient(url, async (client) => (await client.query(sql, parameters)).rows as T[]);
}

/** Migrates a template once per run; a test file's own database is a copy of it. */
async function copyOfTemplate(server: EmbeddedPostgres): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(server.url(), async (client) => {
    await client.query('SELECT pg_advisory_lock(1)');
    const { rowCount } = await client.query(
      'SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate',
      [template],
    );
    if (rowCount === 0) {
      await client.query(`DROP DATABASE IF EXISTS ${template}`);
      await client.query(`CREATE DATABASE ${template}`);
      const migrated = await openDatabase({ url: server.url(template), dataDir: '' });
      await migrated.stop();
      await client.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
    }
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return name;
}

/**
 * An empty database whose owner is an ordinary login: no superuser, obeys row-level security, may create no roles. What
 * an administrator would grant once is granted. Resolves with its address; `drop` removes both.
 */
export async function openForeignDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = new EmbeddedPostgres({ dataDir: serverDirectory(), settings, keepRunning: true });
  await server.start();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(server.url(), async (client) => {
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}' NOSUPERUSER NOBYPASSRLS NOCREATEROLE`);
    await client.query(`GRANT zusteuerung_app TO ${name}`);
    await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
  });
  const url = new URL(server.url(name));
  Object.assign(url, { username: name, password: name });
  const drop = async () => {
    await withClient(server.url(), async (client) => {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await client.query(`DROP ROLE ${name}`);
    });
    await server.stop();
  };
  return { url: url.href, drop };
}

export interface TestDatabase extends Database {
  /** SQL with the rights of the owner: policies don't apply, so tests see what really is there */
  query<T = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<T[]>;
}

/** A migrated, empty database of its own on a real PostgreSQL. `stop()` it in afterAll. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = new EmbeddedPostgres({ dataDir: serverDirectory(), settings, keepRunning: true });
  await server.start();
  const name = await copyOfTemplate(server);
  const database = await openDatabase({ url: server.url(name), dataDir: '', poolSize: 20 });
  const owner = new pg.Pool({ connectionString: database.url, max: 2 });
  owner.on('error', () => {});
  const stop = async () => {
    await database.stop();
    await owner.end();
    await server.stop();
  };
  const query = async <T>(sql: string, parameters: unknown[] = []) =>
    (await owner.query(sql, parameters)).rows as T[];
  return { ...database, query, stop };
}
