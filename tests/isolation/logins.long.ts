import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { EmbeddedPostgres, inTenant, openDatabase, wholeTenant } from '@zusteuerung/runtime';
import { examine, readConfig } from '@zusteuerung/server';

// A server of its own: the role of the application belongs to a server, not to a database.
const folder = mkdtempSync(join(tmpdir(), 'zst-logins-'));
const server = new EmbeddedPostgres({ dataDir: folder, settings: { fsync: 'off' } });
let admin: pg.Client;
/** a database and a login by the same name, new for each test */
let name: string;

beforeAll(async () => {
  await server.start();
  admin = new pg.Client({ connectionString: server.url() });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  name = `x${randomBytes(4).toString('hex')}`;
  await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x' NOSUPERUSER NOCREATEROLE`);
  await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
});
afterEach(async () => {
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.query(`DROP ROLE ${name}`);
  await admin.query('DROP ROLE IF EXISTS zusteuerung_app');
});

const urlOf = (login = name) => {
  const url = new URL(server.url(name));
  Object.assign(url, { username: login, password: 'x' });
  return url.href;
};

/** Starts and stops the application on the database; what it says when it does not start. */
async function start(url = urlOf()): Promise<string | null> {
  try {
    await (await openDatabase({ url, dataDir: '' })).stop();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What `zst doctor` says about rights, with its mark. */
async function doctor(url = urlOf()): Promise<string[]> {
  const { config } = readConfig({ DATABASE_URL: url, DATA_DIR: folder });
  if (!config) throw new Error('no config');
  const befunde = await examine(url, config);
  expect(befunde.filter(({ was, stufe }) => was === 'Datenbank' && stufe === 'fehler')).toEqual([]);
  return befunde.filter(({ was }) => was === 'Rechte').map(({ stufe, text }) => `${stufe}: ${text}`);
}

const fine = ['gut: Die Anwendung kann die Trennung der Kommunen nicht umgehen.'];

/** Runs, as the administrator of this database, what the text says is to be run. */
async function obey(text: string | null): Promise<void> {
  const statements = (text ?? '').split('\n').flatMap((line) => /^ {2}(.*);$/.exec(line)?.[1] ?? []);
  expect(statements).not.toEqual([]);
  const here = new pg.Client({ connectionString: server.url(name) });
  await here.connect();
  for (const statement of statements) await here.query(statement);
  await here.end();
}

async function here(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url(name) });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** A login that has all it needs, on migrated tables. */
async function prepared(): Promise<void> {
  await obey(await start());
  expect(await start()).toBeNull();
}

test('no role and no right to create one: it says which statements are missing, and they suffice', async () => {
  const told = await start();
  expect(told).toContain('fehlt die Rolle zusteuerung_app');
  expect(await doctor()).toEqual([expect.stringContaining('fehler: In der Datenbank fehlt die Rolle')]);
  await obey(told);
  expect(await start()).toBeNull();
  expect(await doctor()).toEqual(fine);
});

test('a login that may create roles needs nobody', async () => {
  await admin.query(`ALTER ROLE ${name} CREATEROLE`);
  expect(await doctor()).toEqual(['gut: Die Rolle zusteuerung_app entsteht beim nächsten Start.']);
  expect(await start()).toBeNull();
  expect(await doctor()).toEqual(fine);
});

test('a login that may not act as the role is told how it may', async () => {
  await admin.query('CREATE ROLE zusteuerung_app NOLOGIN');
  const told = await start();
  expect(told).toContain('darf nicht als Rolle zusteuerung_app handeln');
  expect(await doctor()).toEqual([expect.stringContaining('darf nicht als Rolle zusteuerung_app handeln')]);
  await obey(told);
  expect(await start()).toBeNull();
});

test.each([
  ['superuser', 'SUPERUSER', 'ist Superuser'],
  ['login with BYPASSRLS', 'BYPASSRLS CREATEROLE', 'darf den Zeilenschutz umgehen'],
])(
  'a %s starts, acts as the role and sees nothing without a scope; the doctor advises',
  async (_, attributes, advice) => {
    await admin.query(`ALTER ROLE ${name} ${attributes}`);
    const warnings: unknown[] = [];
    const logger = {
      debug: () => {},
      info: () => {},
      error: () => {},
      warn: (...said: unknown[]) => void warnings.push(said),
    };
    const { dataSource, stop } = await openDatabase({ url: urlOf(), dataDir: '', logger });
    await inTenant(dataSource, wholeTenant('rheine'), (tx) =>
      tx.query(`INSERT INTO tenant (id, name) VALUES ('rheine', 'Rheine')`),
    );
    expect(await dataSource.query('SELECT current_user AS acts, count(*)::int AS n FROM tenant')).toEqual([
      { acts: 'zusteuerung_app', n: 0 },
    ]);
    await expect(
      inTenant(dataSource, wholeTenant('rheine'), (tx) =>
        tx.query(`INSERT INTO tenant (id, name) VALUES ('aachen', 'Aachen')`),
      ),
    ).rejects.toThrow(/row-level security/);
    await stop();
    expect(warnings).toHaveLength(1);
    expect(await doctor()).toEqual([expect.stringContaining(advice)]);
  },
);

test.each(['NOBYPASSRLS', 'BYPASSRLS CREATEROLE'])(
  'a login (%s) that does not own the database is told so',
  async (attributes) => {
    await prepared();
    await admin.query(`ALTER ROLE ${name} ${attributes}`);
    await admin.query(`ALTER DATABASE ${name} OWNER TO zusteuerung`);
    const told = await start();
    expect(told).toContain(`ALTER DATABASE "${name}" OWNER TO "${name}"`);
    expect((await doctor())[0]).toMatch(/fehler: Dem Konto .* gehört die Datenbank .* nicht/);
    await obey(told);
    expect(await start()).toBeNull();
  },
);

test('tables that belong to somebody else, as after a restore by the administrator', async () => {
  await prepared();
  await here('ALTER TABLE vorgang OWNER TO zusteuerung; ALTER TABLE migration OWNER TO zusteuerung');
  const told = await start();
  expect(told).toContain('gehören Tabellen der Anwendung nicht (migration, vorgang)');
  expect((await doctor())[0]).toContain('gehören Tabellen der Anwendung nicht');
  await obey(told);
  expect(await start()).toBeNull();
});

test.each([
  [
    'may bypass the policies',
    'ALTER ROLE zusteuerung_app BYPASSRLS',
    /darf die Trennung der Kommunen umgehen/,
  ],
  ['is a superuser', 'ALTER ROLE zusteuerung_app SUPERUSER', /darf die Trennung der Kommunen umgehen/],
  ['may create roles', 'ALTER ROLE zusteuerung_app CREATEROLE', /darf die Trennung der Kommunen umgehen/],
  [
    'may act as somebody else',
    'GRANT pg_read_all_data TO zusteuerung_app',
    /darf als pg_read_all_data handeln/,
  ],
  ['owns a table', 'ALTER TABLE vorgang OWNER TO zusteuerung_app', /gehören Tabellen \(vorgang\)/],
  [
    'finds a table unguarded',
    'ALTER TABLE vorgang_person DISABLE ROW LEVEL SECURITY',
    /Zeilenschutz ist abgeschaltet \(vorgang_person\)/,
  ],
  [
    'finds a table that its owner may see',
    'ALTER TABLE vorgang NO FORCE ROW LEVEL SECURITY',
    /Zeilenschutz ist abgeschaltet \(vorgang\)/,
  ],
  [
    'may not use a table',
    'REVOKE ALL ON termin FROM zusteuerung_app',
    /fehlen Rechte an Tabellen \(termin\)/,
  ],
])('the application does not start when its role %s, until that is put right', async (_, sql, said) => {
  await prepared();
  await here(sql);
  const told = await start();
  expect(told).toMatch(said);
  expect((await doctor()).join('\n')).toMatch(said);
  await obey(told);
  expect(await start()).toBeNull();
  expect(await doctor()).toEqual(fine);
});

test('a role that may sign in is a warning', async () => {
  await prepared();
  await admin.query('ALTER ROLE zusteuerung_app LOGIN');
  expect(await start()).toBeNull();
  expect(await doctor()).toEqual(['warnung: Die Rolle zusteuerung_app darf sich anmelden.']);
});

/** Something between application and server that loses what a connection asks for when it begins, as some poolers do. */
async function loseOptions(): Promise<Server> {
  const { port } = new URL(server.url());
  const between = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1');
    near.once('data', (hello: Buffer) => {
      const words = hello.subarray(8).toString('latin1').split('\0');
      const at = words.indexOf('options');
      if (at >= 0) words.splice(at, 2);
      const rest = Buffer.from(words.join('\0'), 'latin1');
      const head = Buffer.concat([Buffer.alloc(4), hello.subarray(4, 8)]);
      head.writeInt32BE(rest.length + 8);
      far.write(Buffer.concat([head, rest]));
      near.pipe(far);
    });
    far.pipe(near);
    for (const one of [near, far]) one.on('error', () => {});
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  return between;
}

test('a pooler that loses the role of the connections keeps the application from starting', async () => {
  await prepared();
  const between = await loseOptions();
  const url = new URL(urlOf());
  url.port = String((between.address() as AddressInfo).port);
  expect(await start(url.href)).toContain('verliert etwas den Startparameter „options“');
  expect((await doctor(url.href))[0]).toContain('verliert etwas den Startparameter „options“');
  await new Promise((resolve) => between.close(resolve));
});
