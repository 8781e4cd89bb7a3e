import { openProtokoll } from '@zusteuerung/server';
import { inTenant, wholeTenant, type Database } from '@zusteuerung/runtime';
import { aufgabeOf, beispiel, eventually, melden, Welt, type Antwort, type Json } from '../api/welt.js';
import { openTestDatabase, queryAsOwner } from '../support/database.js';
import { layCable, type Cable } from '../support/proxy.js';
import { freePort } from '../support/app.js';

let database: Database;
let cable: Cable;
let welt: Welt;
let output = '';

beforeAll(async () => {
  database = await openTestDatabase();
  cable = await layCable(database.url);
  const log = openProtokoll('info', { write: (line: string) => void (output += line) });
  const redis = `redis://127.0.0.1:${await freePort()}`;
  welt = await Welt.open({ DATABASE_URL: cable.url, REDIS_URL: redis, METRICS_PORT: '0' }, log);
}, 180_000);
afterAll(async () => {
  await welt.stop();
  await cable.pull();
  await database.stop();
});

const ready = () => welt.anyone().get('/health/ready');
const zentrale = async (path: string) => {
  const response = await fetch(`${welt.lauf.zentrale?.address}${path}`);
  return { status: response.status, body: (await response.json()) as Json };
};

const metrics = async () => (await fetch(`${welt.lauf.zentrale?.address}/metrics`)).text();

test('without Redis at the start everything starts and serves; that Redis is missing is said, not fatal', async () => {
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  expect(referenz).toMatch(/^RHE-/);
  const answer = { status: 200, body: { status: 'ok', warteschlange: { art: 'redis', erreichbar: false } } };
  expect(await ready()).toMatchObject(answer);
  expect(await zentrale('/health/ready')).toEqual(answer);
  await eventually(async () => output.includes('not reachable, work waits in PostgreSQL'));
});

test('metrics tell what goes on, name no case and nobody, and survive the database being away', async () => {
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  await welt.anyone().post('/api/oeffentlich/status', { referenz, pin: '1' });
  const carla = await welt.person('cm.caritas@rheine.example');
  const { vorgang } = await aufgabeOf(carla, referenz);
  await carla.get(`/api/vorgaenge/${vorgang.id}`);
  const text = await metrics();
  for (const line of [
    /^zst_database_up 1$/m,
    /^zst_instances_started_total\{tenant="rheine",process="zusteuerung"\} [1-9]/m,
    /^zst_tasks_open\{tenant="rheine"\} [1-9]/m,
    /^zst_tasks_overdue\{tenant="rheine"\} 0$/m,
    /^zst_timers_due \d/m,
    /^zst_outbox_waiting \d/m,
    /^zst_outbox_dead 0$/m,
    /^zst_outbox_lag_seconds \d/m,
    /^zst_timer_lateness_seconds \d/m,
    /^zst_database_connections\{pool="requests",state="idle"\} \d/m,
    /^zst_database_connections\{pool="workers",state="waiting"\} \d/m,
    /^nodejs_eventloop_lag_seconds \d/m,
    /^zst_http_request_duration_seconds_count\{method="GET",route="\/api\/vorgaenge\/:id",status="200"\} 1$/m,
  ])
    expect(text).toMatch(line);
  expect(text).not.toMatch(new RegExp(`${referenz}|${vorgang.id}|Samira|Haddad|@`));
});

test('what a worker brings to an end is counted like what people do', async () => {
  const ended = async () =>
    Number(
      /^zst_instances_completed_total\{.*process="zusteuerung"\} (\d+)/m.exec(await metrics())?.[1] ?? 0,
    );
  const before = await ended();
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const [fall] = await queryAsOwner<{ id: string }>(
    database.url,
    'SELECT instance_id AS id FROM vorgang WHERE referenz = $1',
    [referenz],
  );
  const { betrieb } = welt.lauf;
  const command = { type: 'cancel', reason: 'x' } as const;
  await inTenant(await betrieb.database.openWorkers(), wholeTenant('rheine'), (tx) =>
    betrieb.processes.execute(tx, { tenant: 'rheine', instanceId: fall?.id ?? '', command, actor: 'timer' }),
  );
  expect(await ended()).toBe(before + 1);
});

test('while the database is away every request is told to come back, and it goes on by itself', async () => {
  const asked: [string, () => Promise<Antwort<Json>>][] = [
    ['list', () => welt.anyone().get('/api/oeffentlich/kommunen')],
    ['report', () => welt.anyone().post('/api/oeffentlich/kommunen/rheine/meldungen', beispiel('rheine', 0))],
    [
      'status',
      () => welt.anyone().post('/api/oeffentlich/status', { referenz: 'RHE-2026-222222', pin: '1' }),
    ],
    ['sign in', () => welt.anyone().post('/api/anmeldung', { email: 'a@b.example', passwort: 'x' })],
    [
      'with a session, at the door',
      () => welt.anyone().send('PUT', '/api/modelle/x', {}, { cookie: 'zst_sitzung=x' }),
    ],
  ];
  await cable.pull();
  for (const [what, ask] of asked) {
    const { status, headers, body } = await ask();
    expect([what, status, headers.get('retry-after')]).toEqual([what, 503, '5']);
    expect(body).toEqual({
      code: 'GERADE_NICHT_ERREICHBAR',
      message: expect.stringMatching(/noch einmal\.$/),
    });
  }
  expect(await ready()).toMatchObject({ status: 503, body: { status: 'datenbank_fehlt' } });
  expect(await zentrale('/health/live')).toEqual({ status: 200, body: { status: 'ok' } });
  expect(await metrics()).toContain('zst_http_request_duration_seconds');
  await cable.plug();
  await eventually(async () => (await ready()).status === 200);
  for (const [what, ask] of asked) expect([what, (await ask()).status < 500]).toEqual([what, true]);
});
