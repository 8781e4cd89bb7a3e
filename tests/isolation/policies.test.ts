import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let app: pg.Client;
let tables: string[];

const organisation = 'caritas';
const other = 'lernen-foerdern';

/** One row in every table for a tenant; the case belongs to `organisation`. */
async function fill(tenant: string): Promise<{ vorgang: string; instance: string }> {
  const [deployment, instance, vorgang, outbox, konto] = Array.from({ length: 5 }, () => randomUUID());
  const row = (table: string, values: Record<string, unknown>) => {
    const names = Object.keys(values);
    return database.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
      Object.values(values),
    );
  };
  const of = { tenant_id: tenant };
  const at = new Date();
  await row('tenant', { id: tenant, name: tenant });
  for (const id of [organisation, other]) await row('organisation', { ...of, id, name: id, art: 'traeger' });
  await row('konto', { id: konto, email: `a@${tenant}.example`, name: 'A', passwort_hash: 'x' });
  await row('mitgliedschaft', { ...of, konto_id: konto, organisation_id: organisation, rolle: 'gremium' });
  await row('sitzung', { token_hash: tenant, konto_id: konto, expires_at: at });
  await row('idempotency_key', { ...of, key: 'k', fingerprint: 'f' });
  await row('deployment', { ...of, id: deployment, version: 1, created_by: 'x', hash: 'h' });
  await row('deployment_file', { deployment_id: deployment, path: 'p', content: 'c', sha256: 's' });
  const head = { ...of, id: instance, deployment_id: deployment, process_id: 'p', state: '{}' };
  await row('process_instance', { ...head, status: 'active' });
  const within = { ...of, instance_id: instance, key: 'k', element_id: 'e' };
  await row('instance_event', { ...within, seq: 1, at, type: 't', actor: 'x' });
  await row('user_task', { ...within, name: 'n', status: 'open', created_at: at });
  const work = { ...of, id: outbox, instance_id: instance, key: 'k', job_type: 'mail', payload: '{}' };
  await row('outbox', { ...work, status: 'pending', available_at: at, created_at: at });
  await row('timer', { ...within, due_at: at, available_at: at, status: 'open' });
  await row('subscription', { ...within, name: 'm', created_at: at });
  const message = { ...of, name: 'm', variables: '{}', actor: 'x', fresh: false };
  await row('message', { ...message, created_at: at, expires_at: at, forget_at: at });
  await database.query(
    `INSERT INTO message_correlation SELECT id, 'p', NULL, false FROM message WHERE tenant_id = $1`,
    [tenant],
  );
  await row('message_start', { ...of, instance_id: instance, process_id: 'p', correlation_key: 'k' });
  const signal = { ...of, signal: 's', variables: '{}', actor: 'x', instance_id: instance };
  await row('signal_delivery', { ...signal, created_at: at, available_at: at });
  const start = { ...of, deployment_id: deployment, process_id: 'p', start_event: 's', definition: 0 };
  const due = { due_at: at, available_at: at, status: 'open' };
  await row('start_timer', { ...start, form: 'date', value: 'v', ...due });
  const neu = { ...of, id: vorgang, art: 'meldung', referenz: `R-${tenant}`, instance_id: instance };
  await row('vorgang', { ...neu, prozess: 'p', titel: 't', status: 's' });
  await row('vorgang_person', { ...of, vorgang_id: vorgang, daten: '{"name":"Samira"}' });
  await row('beteiligung', { ...of, vorgang_id: vorgang, organisation_id: organisation, art: 'bearbeitung' });
  await row('rueckmeldung', { ...of, vorgang_id: vorgang, text: 't' });
  const mail = { ...of, id: randomUUID(), vorgang_id: vorgang, empfaenger: 'melder@x.example' };
  await row('nachricht', { ...mail, betreff: 'b', text: 't', status: 'postfach' });
  await fillOthers(tenant);
  return { vorgang: vorgang as string, instance: instance as string };
}

/** A row, whatever it says, in each table of the tenant that `fill` does not know: new tables are tested, too. */
async function fillOthers(tenant: string): Promise<void> {
  const columns = await database.query<{ table: string; names: string; values: string }>(
    `SELECT c.table_name AS "table", string_agg(quote_ident(c.column_name), ', ') AS names,
       string_agg(CASE
         WHEN c.column_name = 'tenant_id' THEN quote_literal($1::text)
         WHEN c.data_type = 'uuid' THEN 'gen_random_uuid()'
         WHEN c.data_type LIKE 'timestamp%' THEN 'now()'
         WHEN c.data_type IN ('integer', 'bigint', 'smallint', 'numeric') THEN '1'
         WHEN c.data_type = 'ARRAY' THEN quote_literal('{}')
         WHEN c.data_type = 'boolean' THEN 'true'
         WHEN c.data_type = 'jsonb' THEN quote_literal('{}')
         WHEN c.data_type = 'date' THEN 'current_date'
         ELSE quote_literal($1::text) END, ', ') AS values
     FROM information_schema.columns c
     WHERE c.table_schema = 'public' AND c.is_nullable = 'NO' AND c.is_identity = 'NO' AND c.is_generated = 'NEVER'
       AND EXISTS (SELECT 1 FROM information_schema.columns t WHERE t.table_schema = 'public'
         AND t.table_name = c.table_name AND t.column_name = 'tenant_id')
     GROUP BY c.table_name`,
    [tenant],
  );
  for (const { table, names, values } of columns) {
    const known = await database.query(`SELECT 1 FROM ${table} WHERE tenant_id = $1 LIMIT 1`, [tenant]);
    if (known.length > 0) continue;
    const checks = await database.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('c', 'f', 'u')`,
      [table],
    );
    for (const { name } of checks) await database.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    await database.query(`INSERT INTO ${table} (${names}) VALUES (${values})`);
  }
}

/** Runs SQL as the application's role under these settings, and undoes it. */
async function under<T>(
  settings: Record<string, string>,
  sql: string,
  parameters: unknown[] = [],
): Promise<T[]> {
  await app.query('BEGIN');
  try {
    for (const [name, value] of Object.entries(settings))
      await app.query('SELECT set_config($1, $2, true)', [name, value]);
    return (await app.query(sql, parameters)).rows as T[];
  } finally {
    await app.query('ROLLBACK');
  }
}

const visible = async (settings: Record<string, string>) => {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await under<{ n: number }>(settings, `SELECT count(*)::int AS n FROM ${table}`);
    counts[table] = row?.n ?? -1;
  }
  return counts;
};

const only = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));
const rheine = { 'zst.tenant': 'rheine' };
/** tables that belong to a person or another row instead of a tenant, and are not named above */
let outside: string[];
const caseTables = [
  'beteiligung',
  'instance_event',
  'nachricht',
  'process_instance',
  'rueckmeldung',
  'user_task',
  'vorgang',
];
let own: Awaited<ReturnType<typeof fill>>;
let foreign: Awaited<ReturnType<typeof fill>>;

beforeAll(async () => {
  database = await openTestDatabase();
  own = await fill('rheine');
  foreign = await fill('aachen');
  tables = (
    await database.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
       AND relkind IN ('r', 'p') AND relname <> 'migration' ORDER BY 1`,
    )
  ).map(({ name }) => name);
  const known = ['tenant', 'konto', 'deployment_file', 'message_correlation'];
  const ofTenant = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant_id'`,
  );
  outside = tables.filter((table) => !known.includes(table) && !ofTenant.some(({ name }) => name === table));
  app = new pg.Client({ connectionString: database.url, options: '-c role=zusteuerung_app' });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.stop();
});

test('every table has row-level security that its owner obeys too, and policies', async () => {
  const open = await database.query(
    `SELECT relname FROM pg_class c WHERE relname = ANY($1) AND relnamespace = 'public'::regnamespace
     AND (NOT relrowsecurity OR NOT relforcerowsecurity
          OR NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))`,
    [tables],
  );
  expect(open).toEqual([]);
  // Views and functions with the rights of their owner would lead past the policies.
  const ways = await database.query(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
     UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef`,
  );
  expect(ways).toEqual([]);
});

test('the role of the application owns nothing, can bypass nothing and is nobody else', async () => {
  const [role] = await database.query(
    `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
       (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns,
       (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS member
     FROM pg_roles r WHERE rolname = 'zusteuerung_app'`,
  );
  const no = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
  expect(role).toEqual({ ...no, rolcanlogin: false, rolreplication: false, owns: 0, member: 0 });
  await expect(under({}, 'SELECT * FROM migration')).rejects.toThrow(/permission denied/);
  await expect(under({}, 'ALTER TABLE vorgang DISABLE ROW LEVEL SECURITY')).rejects.toThrow(/must be owner/);
});

test('all connections of the application act as that role, and fall back to it', async () => {
  const ask = 'SELECT current_user AS wer';
  const one = database.dataSource.createQueryRunner();
  expect(await one.query(ask)).toEqual([{ wer: 'zusteuerung_app' }]);
  await one.query('RESET ROLE');
  expect(await one.query(ask)).toEqual([{ wer: 'zusteuerung_app' }]);
  await one.release();
});

test.each([
  ['no settings', {}],
  ['empty settings', { 'zst.tenant': '', 'zst.organisations': '', 'zst.scope': '' }],
  ['organisations without a tenant', { 'zst.organisations': '*', 'zst.cases': 'all' }],
  ['the scope of the owner', { 'zst.scope': 'owner' }],
])('with %s every table is empty', async (_, settings) => {
  expect(only(await visible(settings))).toEqual({});
});

test('with one tenant and everything open in it, there is exactly its own', async () => {
  const counts = await visible({ ...rheine, 'zst.organisations': '*' });
  const others: Record<string, unknown> = {
    organisation: 2,
    ...Object.fromEntries(outside.map((t) => [t, expect.any(Number)])),
  };
  expect(counts).toEqual(Object.fromEntries(tables.map((table) => [table, others[table] ?? 1])));
  expect(counts['sitzung']).toBe(0);
});

test('a tenant without organisations sees no case', async () => {
  const counts = await visible(rheine);
  for (const table of [...caseTables, 'vorgang_person']) expect([table, counts[table]]).toEqual([table, 0]);
});

test('an organisation sees the cases it takes part in, whom they are about only while it works on them', async () => {
  const seen = async (settings: Record<string, string>) =>
    Object.keys(only(await visible({ ...rheine, ...settings }))).filter((table) =>
      [...caseTables, 'vorgang_person'].includes(table),
    );
  expect(await seen({ 'zst.organisations': organisation })).toEqual([...caseTables, 'vorgang_person']);
  expect(await seen({ 'zst.organisations': other })).toEqual([]);
  expect(await seen({ 'zst.organisations': `x,${organisation}` })).toContain('vorgang');
  // The Koordinierungsstelle: cases, not people.
  expect(await seen({ 'zst.organisations': other, 'zst.cases': 'all' })).toEqual(caseTables);
  await database.query(`UPDATE beteiligung SET art = 'benachrichtigung' WHERE vorgang_id = $1`, [
    own.vorgang,
  ]);
  expect(await seen({ 'zst.organisations': organisation })).toEqual(caseTables);
  await database.query('UPDATE beteiligung SET bis = now() WHERE vorgang_id = $1', [own.vorgang]);
  expect(await seen({ 'zst.organisations': organisation })).toEqual([]);
  await database.query(`UPDATE beteiligung SET bis = NULL, art = 'bearbeitung' WHERE vorgang_id = $1`, [
    own.vorgang,
  ]);
  expect(await seen({ 'zst.organisations': organisation })).toEqual([...caseTables, 'vorgang_person']);
});

test('who sees a case cannot make anybody take part in it, and so see whom it is about', async () => {
  const as = async (settings: Record<string, string>, sql: string) => {
    await app.query('BEGIN');
    try {
      for (const [name, value] of Object.entries({ ...rheine, ...settings }))
        await app.query('SELECT set_config($1, $2, true)', [name, value]);
      return (await app.query(sql, [own.vorgang])).rowCount;
    } finally {
      await app.query('ROLLBACK');
    }
  };
  const join = `INSERT INTO beteiligung (vorgang_id, tenant_id, organisation_id, art)
    VALUES ($1, 'rheine', '${other}', 'bearbeitung')`;
  const koordination = { 'zst.organisations': other, 'zst.cases': 'all' };
  for (const who of [koordination, { 'zst.organisations': organisation }]) {
    await expect(as(who, join)).rejects.toThrow('row-level security');
    expect(await as(who, `UPDATE beteiligung SET organisation_id = '${other}' WHERE vorgang_id = $1`)).toBe(
      0,
    );
    expect(await as(who, 'DELETE FROM beteiligung WHERE vorgang_id = $1')).toBe(0);
  }
  expect(await as({ 'zst.organisations': '*' }, join)).toBe(1);
});

test('who reported a case, and whom a mail was addressed to, find just that', async () => {
  const mail = { ...rheine, 'zst.email': 'melder@x.example' };
  expect((await visible(mail))['nachricht']).toBe(1);
  expect((await visible(mail))['vorgang']).toBe(0);
  const reference = await visible({ 'zst.reference': 'R-aachen' });
  expect(only(reference)).toEqual({ vorgang: 1 });
  await database.query('UPDATE vorgang SET eingereicht_von_organisation = $2 WHERE id = $1', [
    own.vorgang,
    other,
  ]);
  const reporter = await visible({ ...rheine, 'zst.organisations': other });
  expect([reporter['vorgang'], reporter['rueckmeldung'], reporter['vorgang_person']]).toEqual([1, 1, 0]);
  await database.query('UPDATE vorgang SET eingereicht_von_organisation = NULL WHERE id = $1', [own.vorgang]);
});

test('the scope of the workers opens the queues of all tenants and nothing else', async () => {
  expect(Object.keys(only(await visible({ 'zst.scope': 'system' })))).toEqual([
    'audit_pending',
    'batch',
    'batch_item',
    'idempotency_key',
    'loeschlauf_posten',
    'message',
    'outbox',
    'signal_delivery',
    'start_timer',
    'tenant',
    'timer',
  ]);
});

test('the scope of the sign-in opens accounts and nothing else', async () => {
  expect(Object.keys(only(await visible({ 'zst.scope': 'outside' })))).toEqual([
    'konto',
    'mitgliedschaft',
    'sitzung',
    'tenant',
  ]);
});

test('nothing is written into another tenant, taken from it or given to it', async () => {
  const everything = { ...rheine, 'zst.organisations': '*' };
  const denied = /violates row-level security|violates foreign key/;
  const insert = `INSERT INTO rueckmeldung (vorgang_id, tenant_id, text) VALUES ($1, $2, 'x')`;
  await expect(under(everything, insert, [foreign.vorgang, 'aachen'])).rejects.toThrow(denied);
  await expect(
    under(everything, `UPDATE vorgang SET tenant_id = 'aachen' WHERE id = $1`, [own.vorgang]),
  ).rejects.toThrow(denied);
  const changeable = await database.query<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = ANY($1)
       AND column_name = CASE table_name WHEN 'tenant' THEN 'id' ELSE 'tenant_id' END
       AND has_table_privilege('zusteuerung_app', quote_ident(table_name), 'UPDATE')`,
    [tables],
  );
  expect(changeable.length).toBeGreaterThan(20);
  for (const { table, column } of changeable) {
    const changed = await under(
      everything,
      `UPDATE ${table} SET ${column} = ${column} RETURNING ${column} AS of`,
    );
    expect([table, new Set(changed.map((row) => (row as { of: string }).of))]).toEqual([
      table,
      new Set(['rheine']),
    ]);
  }
  await expect(under({}, insert, [own.vorgang, 'rheine'])).rejects.toThrow(denied);
});

test('a query that forgets whom it asks for finds nothing of others', async () => {
  const forgetful = await under<{ titel: string; tenant: string }>(
    { ...rheine, 'zst.organisations': organisation },
    `SELECT v.tenant_id AS tenant FROM vorgang v LEFT JOIN vorgang_person p ON true LEFT JOIN konto k ON true`,
  );
  expect(forgetful.map(({ tenant }) => tenant)).toEqual(['rheine']);
});
