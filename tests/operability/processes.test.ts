import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installDemo, openProtokoll, readConfig, startLauf } from '@zusteuerung/server';
import { beispiel, eventually, melden, PASSWORT, Person, type Quittung } from '../api/welt.js';
import { freePort, startApp, type App } from '../support/app.js';
import { compilePrograms } from '../support/compiled.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { portOf, Receivers, type Span } from './receivers.js';

const receivers = new Receivers();
const dataDir = mkdtempSync(join(tmpdir(), 'zst-processes-'));
let database: TestDatabase;
let api: App;
let worker: App;
let meldung: Quittung;

async function settings(): Promise<Record<string, string>> {
  return {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    DEMO_PASSWORT: PASSWORT,
    LOG_LEVEL: 'debug',
    PUBLIC_URL: 'http://kim.test',
    WEBHOOK_INTERN: '127.0.0.1',
    SMTP_URL: `smtp://127.0.0.1:${await portOf(receivers.mailServer)}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await portOf(receivers.collector)}/`,
  };
}

async function installMunicipalities(env: Record<string, string>): Promise<void> {
  const { config } = readConfig({ ...env, OTEL_EXPORTER_OTLP_ENDPOINT: undefined });
  if (!config) throw new Error('the settings are wrong');
  const prepare = async (betrieb: Parameters<typeof installDemo>[0]) => void (await installDemo(betrieb));
  const lauf = await startLauf(config, { api: false, arbeiter: false, prepare }, openProtokoll('error'));
  await lauf.stop();
}

/** A Meldung whose mails and event go out at the second try, beside everything that can go wrong. */
async function work(): Promise<void> {
  const admin = new Person(api.address);
  await admin.post('/api/anmeldung', { email: 'admin@rheine.example', passwort: PASSWORT });
  const url = `http://127.0.0.1:${await portOf(receivers.system)}/`;
  const ereignisse = ['zusteuerung.vorgang.begonnen'];
  expect((await admin.post('/api/webhooks', { name: 'Fachverfahren', url, ereignisse })).status).toBe(201);
  const anyone = new Person(api.address);
  meldung = await melden(anyone, 'rheine', beispiel('rheine', 0));
  await eventually(async () => receivers.mails > 0 && receivers.events > 1);

  const meldungen = '/api/oeffentlich/kommunen/rheine/meldungen';
  const { zugang, antworten } = beispiel('rheine', 0);
  const refused = [
    await anyone.post(meldungen, '{"antworten": {"person_vorname": "Samira", "person_nach'),
    await anyone.post(meldungen, { zugang, antworten: { ...antworten, alter: 'Samira Haddad' } }),
    await anyone.post(`${meldungen}?von=jobcenter@rheine.example`, { zugang: 'Samira Haddad' }),
    await anyone.post('/api/anmeldung', { email: 'cm.caritas@rheine.example', passwort: 'Samira-Haddad' }),
    await anyone.post('/api/oeffentlich/status', { referenz: meldung.referenz, pin: '000000' }),
  ];
  for (const { status } of refused) expect(status).toBeLessThan(500);
  await database.query('ALTER TABLE vorgang_person ADD CONSTRAINT provoked CHECK (false) NOT VALID');
  expect((await anyone.post(meldungen, beispiel('rheine', 0))).status).toBe(500);
}

beforeAll(async () => {
  compilePrograms();
  database = await openTestDatabase();
  const env = await settings();
  await installMunicipalities(env);
  const port = String(await freePort());
  [api, worker] = await Promise.all([
    startApp(env, 'apps/server/dist/main.api.js'),
    startApp({ ...env, PORT: port, METRICS_PORT: port }, 'apps/server/dist/main.worker.js'),
  ]);
  await work();
  await Promise.all([api.stop(), worker.stop()]);
}, 180_000);
afterAll(async () => {
  await Promise.all([api.stop(), worker.stop()]);
  await receivers.stop();
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What was typed about people and by them, and what only they may know. */
async function secrets(): Promise<string[]> {
  const { antworten } = beispiel('rheine', 0);
  const { person_vorname, person_nachname, melder_name, anlass } = antworten as Record<string, string>;
  const konten = await database.query<{ email: string; name: string }>('SELECT email, name FROM konto');
  const typed = [person_vorname, person_nachname, melder_name, anlass, meldung.pin, PASSWORT];
  return [
    ...typed.map(String),
    ...konten.flatMap(({ email, name }) => [email, name]),
    ...receivers.refused,
    '@rheine',
  ];
}

/** The names from the root of its trace down to this span. */
function wayTo(span: Span): string[] {
  const { spans } = receivers;
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  if (parent) expect(parent.traceId).toBe(span.traceId);
  return [...(parent ? wayTo(parent) : []), span.name];
}

test('from the request over step and job to mail and webhook it is one trace, over two processes', () => {
  const { spans } = receivers;
  const sent = spans.filter(({ name }) => name === 'mail' || name === 'webhook');
  const [first] = sent;
  const own = spans.filter(({ traceId }) => traceId === first?.traceId);
  const request = 'POST /api/oeffentlich/kommunen/:kommune/meldungen';
  for (const span of sent) expect(wayTo(span)).toEqual([request, 'transaction', 'step', 'job', span.name]);
  expect(new Set(sent.map(({ name }) => name))).toEqual(new Set(['mail', 'webhook']));
  expect(sent.every(({ traceId }) => traceId === first?.traceId)).toBe(true);
  expect(own.filter(({ parentSpanId }) => !parentSpanId)).toHaveLength(1);
});

test('the spans say where and what kind, and name no case and nobody', async () => {
  const { received } = receivers;
  for (const part of ['zst.process', 'zst.command', 'zst.job_type', 'http.route', 'zst.tenant'])
    expect([part, received.includes(`"${part}"`)]).toEqual([part, true]);
  const [vorgang] = await database.query<{ id: string; instance: string }>(
    'SELECT id, instance_id AS instance FROM vorgang WHERE referenz = $1',
    [meldung.referenz],
  );
  const cases = [meldung.referenz, vorgang?.id, vorgang?.instance].map(String);
  for (const word of [...(await secrets()), ...cases])
    expect([word, received.includes(word)]).toEqual([word, false]);
});

test('whatever went wrong, nothing that api and worker print names anybody', async () => {
  const printed = { api: api.output(), worker: worker.output() };
  expect(receivers.refused).toHaveLength(1);
  expect(printed.api).toContain('"code":"23514"');
  expect(printed.api).toMatch(/"statusCode":500/);
  expect(printed.worker.match(/job: failed, trying again later/g)?.length).toBeGreaterThanOrEqual(2);
  for (const word of await secrets())
    for (const [program, output] of Object.entries(printed))
      expect([program, word, output.includes(word)]).toEqual([program, word, false]);
});

test('the libraries are imported in one file, and that one only when there is a collector', () => {
  const sources = ['apps/server/src', 'libs/runtime/src', 'libs/engine/src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  const having = (pattern: RegExp) => sources.filter((path) => pattern.test(readFileSync(path, 'utf8')));
  expect(sources.length).toBeGreaterThan(100);
  expect(having(/'@opentelemetry\//)).toEqual(['apps/server/src/spuren/aufzeichnung.ts']);
  expect(having(/from '.*\/aufzeichnung/)).toEqual([]);
});
