import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KeyWorker } from '@zusteuerung/runtime';
import { openProtokoll } from '@zusteuerung/server';
import { installRequestFaults, losingRequest } from '../recovery/statement-faults.js';
import { aufgabeOf, beispiel, beispielAnliegen, melden, Welt, type Person } from './welt.js';

/** Every write of the API takes an Idempotency-Key; what it changes with one, it changes once. */
let welt: Welt;
let admin: Person;
let carla: Person;
let nadine: Person;

beforeAll(async () => {
  // Lost connections would fill the log.
  welt = await Welt.open({ WEBHOOK_INTERN: '127.0.0.1' }, openProtokoll('fatal'));
  admin = await welt.person('admin@rheine.example');
  carla = await welt.person('cm.caritas@rheine.example');
  nadine = await welt.person('admin@en-kreis.example');
});
afterAll(() => welt.stop());

const webhook = (name: string) => ({
  name,
  url: 'http://127.0.0.1:9/',
  ereignisse: ['zusteuerung.vorgang.begonnen'],
});
const mit = (key: string) => ({ 'idempotency-key': key });
const count = async (name: string) =>
  (await welt.query('SELECT 1 FROM webhook WHERE name = $1', [name])).length;

test('the same key with the same request gives the first answer, even to requests at the same moment', async () => {
  const gleich = Array.from({ length: 25 }, () => admin.post('/api/webhooks', webhook('eins'), mit('k-1')));
  const antworten = await Promise.all(gleich);
  expect(new Set(antworten.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(antworten.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(await count('eins')).toBe(1);
  await admin.post('/api/webhooks', webhook('eins'), mit('k-2'));
  expect(await count('eins')).toBe(2);
});

test('whenever the connection to the database is lost, the same key gives one effect and its answer', async () => {
  const restore = installRequestFaults();
  try {
    for (let statement = 1, lost = true; lost; statement++) {
      const key = `verlust-${statement}`;
      const send = (headers = {}) => admin.post('/api/webhooks', webhook(key), { ...mit(key), ...headers });
      const found = await losingRequest(statement, send);
      ({ lost } = found);
      expect([key, found.statuses]).toEqual([key, lost ? [503, 201] : [201]]);
      expect([key, await count(key)]).toEqual([key, 1]);
      expect((await send()).body).toEqual(found.answer.body);
      expect(statement).toBeLessThan(50);
    }
  } finally {
    restore();
  }
});

test('with another request it is refused; what was refused can be sent again with its key', async () => {
  await admin.post('/api/webhooks', webhook('zwei'), mit('k-3'));
  const { status, body } = await admin.post('/api/webhooks', webhook('drei'), mit('k-3'));
  expect([status, body['code']]).toEqual([409, 'SCHLUESSEL_VERWENDET']);
  const kaputt = { ...webhook('vier'), url: 'ftp://x' };
  expect((await admin.post('/api/webhooks', kaputt, mit('k-4'))).status).toBe(422);
  expect((await admin.post('/api/webhooks', webhook('vier'), mit('k-4'))).status).toBe(201);
  expect((await admin.post('/api/webhooks', webhook('x'), mit('x'.repeat(201)))).status).toBe(400);
});

test('a key belongs to its person, and opens nothing to who is signed out', async () => {
  const meiner = await admin.post<{ geheimnis: string }>('/api/webhooks', webhook('fünf'), mit('k-5'));
  const ihrer = await nadine.post<{ geheimnis: string }>('/api/webhooks', webhook('fünf'), mit('k-5'));
  expect([meiner.status, ihrer.status]).toEqual([201, 201]);
  expect(ihrer.body.geheimnis).not.toBe(meiner.body.geheimnis);
  expect((await welt.anyone().post('/api/webhooks', webhook('fünf'), mit('k-5'))).status).toBe(401);
});

test('what is kept gives nothing away, and is forgotten after a week', async () => {
  const { body } = await admin.post<{ geheimnis: string }>('/api/webhooks', webhook('sechs'), mit('k-6'));
  const [kept] = await welt.query<{ text: string }>(
    'SELECT json_agg(k)::text AS text FROM idempotency_key k',
  );
  expect(kept?.text).not.toContain(body.geheimnis);
  expect(kept?.text).not.toMatch(/k-6|sechs/);
  await welt.query(
    `UPDATE idempotency_key SET created_at = now() - interval '8 days' WHERE key LIKE 'einmal:%'`,
  );
  const worker = new KeyWorker(welt.lauf.betrieb.database.dataSource);
  expect(await worker.runOnce()).toBeGreaterThan(4);
  expect(await welt.query(`SELECT 1 FROM idempotency_key WHERE key LIKE 'einmal:%'`)).toEqual([]);
});

test('taking a task, completing it and raising an Anliegen', async () => {
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const { id, vorgang } = await aufgabeOf(carla, referenz);
  const nehmen = () => carla.post(`/api/aufgaben/${id}/uebernehmen`, {}, mit('k-7'));
  const [erste, zweite] = [await nehmen(), await nehmen()];
  expect([zweite.status, zweite.body]).toEqual([erste.status, erste.body]);
  const anliegen = { antworten: beispielAnliegen('rheine', 0) };
  const heben = () => carla.post(`/api/vorgaenge/${vorgang.id}/anliegen`, anliegen, mit('k-8'));
  const [eins, zwei] = [await heben(), await heben()];
  expect(eins.status).toBe(201);
  expect(zwei.body).toEqual(eins.body);
});

test('every write that needs a session says so in the API', async () => {
  const { body } = await carla.get<{ paths: Record<string, Record<string, Operation>> }>('/api/openapi.json');
  interface Operation {
    security?: unknown[];
    tags?: string[];
    parameters?: { name: string }[];
  }
  const ohne = Object.entries(body.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method, { security, tags }]) => method !== 'get' && security && !tags?.includes('Sicherheit'))
      .filter(([, { parameters }]) => !parameters?.some(({ name }) => name === 'Idempotency-Key'))
      .map(([method]) => `${method} ${path}`),
  );
  expect(ohne).toEqual([]);
});
