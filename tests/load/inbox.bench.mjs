// The inbox over HTTP with a municipality's 100,000 cases and 1,000,000 tasks: first and second page, per kind of person.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { installDemo, openProtokoll, readConfig, startLauf } from '@zusteuerung/server';
import { openDatabase } from '@zusteuerung/runtime';

const passwort = 'bench-passwort-1';
const people = {
  'one group (Case Management)': 'cm.caritas@rheine.example',
  'two groups (Case Management)': 'cm.lernenfoerdern@rheine.example',
  'all cases (Koordinierungsstelle)': 'koordination@rheine.example',
  'body (Anliegen only)': 'lenkungsgruppe@rheine.example',
};

// Case n belongs to organisation n, who worked on it before was n + 1; the Koordinierungsstelle had the first task of
// each. Ten tasks a case; of every ten cases
// eight still have an open one, one of them at the Koordinierungsstelle. Triggers rest while the rows go in.
const generate = (cases) => [
  `SET session_replication_role = replica`,
  `SET zst.scope = 'owner'`,
  `INSERT INTO mitgliedschaft (konto_id, tenant_id, organisation_id, rolle)
   SELECT id, 'rheine', 'caritas-rheine', 'case_management' FROM konto
   WHERE email = 'cm.lernenfoerdern@rheine.example' ON CONFLICT DO NOTHING`,
  `CREATE TEMP TABLE org AS SELECT id, (row_number() OVER (ORDER BY id) - 1)::int AS n, count(*) OVER () AS many
   FROM organisation WHERE tenant_id = 'rheine'`,
  `CREATE TEMP TABLE fall AS SELECT g.n, gen_random_uuid() AS instance, gen_random_uuid() AS vorgang, now_.id AS org,
     before.id AS earlier, date_trunc('milliseconds', now() - g.n * interval '5 minutes') AS at
   FROM generate_series(1, ${cases}) g(n) JOIN org now_ ON now_.n = g.n % now_.many
     JOIN org before ON before.n = (g.n + 1) % before.many`,
  `INSERT INTO process_instance (id, tenant_id, deployment_id, process_id, state, status, created_at, updated_at)
   SELECT instance, 'rheine', (SELECT id FROM deployment WHERE tenant_id = 'rheine' LIMIT 1), 'meldung', '{}',
     CASE WHEN n % 10 < 7 THEN 'active' ELSE 'completed' END, at, at FROM fall`,
  `INSERT INTO vorgang (id, tenant_id, art, referenz, instance_id, prozess, titel, status, beteiligte, created_at)
   SELECT vorgang, 'rheine', 'meldung', 'BENCH-' || n, instance, 'meldung', 'Fall ' || n, 'in_bearbeitung',
     ARRAY[org], at FROM fall`,
  `INSERT INTO beteiligung (vorgang_id, tenant_id, organisation_id, art, von, bis)
   SELECT vorgang, 'rheine', org, 'bearbeitung', at, NULL::timestamptz FROM fall
   UNION ALL SELECT vorgang, 'rheine', earlier, 'bearbeitung', at, at + interval '1 day' FROM fall`,
  `INSERT INTO user_task (tenant_id, instance_id, key, element_id, name, candidate_groups, status, claimed_by,
     completed_by, completed_at, created_at, variables)
   SELECT 'rheine', instance, 'k' || k, 'Task_' || k, 'Aufgabe ' || k,
     ARRAY[CASE WHEN k = 1 THEN 'ks-rheine:koordination' WHEN k < 5 THEN earlier || ':case_management'
           ELSE org || ':case_management' END],
     CASE WHEN open THEN 'open' ELSE 'completed' END, NULL, CASE WHEN open THEN NULL ELSE 'x' END,
     CASE WHEN open THEN NULL ELSE at + k * interval '1 hour' END, at + k * interval '30 minutes',
     jsonb_build_object('text', repeat('x', 200))
   FROM fall, generate_series(1, 10) k, LATERAL (VALUES (n % 10 < 7 AND k = 10 OR n % 10 = 7 AND k = 1)) o(open)`,
  `INSERT INTO inbox_entry SELECT t.tenant_id, 'group', g, t.status, split_part(g, ':', 1) = ANY (v.beteiligte),
     coalesce(t.completed_at, t.created_at), t.id, t.instance_id
   FROM user_task t JOIN vorgang v ON v.instance_id = t.instance_id, unnest(t.candidate_groups) g
   WHERE v.referenz LIKE 'BENCH-%'`,
  `SET session_replication_role = origin`,
  `VACUUM (ANALYZE)`,
];

async function fill(url, cases) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const sql of generate(cases)) await client.query(sql);
  await client.end();
}

async function signIn(address, email) {
  const response = await fetch(`${address}/api/anmeldung`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email, passwort }),
  });
  if (!response.ok) throw new Error(`${email}: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

async function read(address, cookie, filter, cursor = '') {
  const response = await fetch(`${address}/api/aufgaben?filter=${filter}&cursor=${cursor ?? ''}`, {
    headers: { cookie },
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

async function measure(address, cookie, filter, reads) {
  const durations = [];
  const first = await read(address, cookie, filter);
  for (let n = 0; n < reads; n++) {
    const from = performance.now();
    await read(address, cookie, filter, n % 2 ? first.weiter : '');
    durations.push(performance.now() - from);
  }
  const sorted = durations.sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.floor(sorted.length * share)]);
  return {
    entries: first.eintraege.length,
    counted: first.anzahl,
    'least ms': at(0),
    'p50 ms': at(0.5),
    'p95 ms': at(0.95),
  };
}

export async function bench({ cases = 100_000, reads = 50, url, dataDir: kept } = {}) {
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'zusteuerung-bench-'));
  const database = await openDatabase({ url, dataDir });
  const env = { DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: '0', DEMO_PASSWORT: passwort };
  const { config, errors } = readConfig({ ...env, LIMIT_ALLGEMEIN: '1000000' });
  if (!config) throw new Error(errors.join('\n'));
  const prepare = async (betrieb) => {
    await installDemo(betrieb);
    await fill(database.url, cases);
  };
  const lauf = await startLauf(config, { api: true, arbeiter: false, prepare }, openProtokoll('error'));
  try {
    const rows = {};
    for (const [kind, email] of Object.entries(people)) {
      const cookie = await signIn(lauf.address, email);
      for (const filter of ['offen', 'meine', 'erledigt'])
        rows[`${kind}, ${filter}`] = await measure(lauf.address, cookie, filter, reads);
    }
    console.log(
      `Inbox over HTTP, ${cases} cases with ten tasks each, ${reads} reads of first and second page:`,
    );
    console.table(rows);
  } finally {
    await lauf.stop();
    await database.stop();
    if (!kept) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
