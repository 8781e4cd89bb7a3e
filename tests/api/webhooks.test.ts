import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { aufgabeOf, beispiel, eventually, melden, Welt, type Json, type Person } from './welt.js';

/** Another system of the municipality that listens. */
let empfaenger: Server;
let address: string;
let posts: { headers: IncomingHttpHeaders; body: string }[];
let answers: number[];

let welt: Welt;
let admin: Person;

beforeAll(async () => {
  empfaenger = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      posts.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => empfaenger.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(empfaenger.address() as AddressInfo).port}/ereignisse`;
  welt = await Welt.open({ WEBHOOK_INTERN: '127.0.0.1' });
  admin = await welt.person('admin@rheine.example');
});
afterAll(async () => {
  await welt.stop();
  empfaenger.close();
});
beforeEach(async () => {
  posts = [];
  answers = [];
  const { body } = await admin.get<{ webhooks: { id: string }[] }>('/api/webhooks');
  for (const { id } of body.webhooks) await admin.send('DELETE', `/api/webhooks/${id}`);
});

const anlegen = (more: Json = {}) =>
  admin.post<Json & { id: string; geheimnis: string }>('/api/webhooks', {
    name: 'Fachverfahren',
    url: address,
    ereignisse: ['zusteuerung.vorgang.begonnen', 'zusteuerung.aufgabe.offen'],
    ...more,
  });

const meldenInRheine = () => melden(welt.anyone(), 'rheine', beispiel('rheine', 0));

test('a new Meldung is told as a signed CloudEvent, without personal data', async () => {
  const { status, body: webhook } = await anlegen();
  expect(status).toBe(201);
  const { referenz } = await meldenInRheine();
  const [first] = await eventually(async () => posts.length >= 2 && posts);
  const { headers, body } = first!;
  const key = Buffer.from(webhook.geheimnis.slice('whsec_'.length), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = createHmac('sha256', key).update(signed).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  expect(headers['content-type']).toContain('application/cloudevents+json');
  const events = posts.map((one) => JSON.parse(one.body) as Json);
  expect(events.map(({ type }) => type).sort()).toEqual([
    'zusteuerung.aufgabe.offen',
    'zusteuerung.vorgang.begonnen',
  ]);
  for (const event of events)
    expect(event).toMatchObject({ specversion: '1.0', subject: referenz, source: 'http://kim.test/rheine' });
  expect(posts.map((one) => one.body).join()).not.toMatch(/Samira|Haddad|jobcenter@/);
  expect(new Set(events.map(({ id }) => id)).size).toBe(2);
});

test('what is not accepted comes again with the same id', async () => {
  await anlegen({ ereignisse: ['zusteuerung.vorgang.begonnen'] });
  answers = [503];
  await meldenInRheine();
  const [one, other] = await eventually(async () => posts.length === 2 && posts);
  expect(one!.headers['webhook-id']).toBe(other!.headers['webhook-id']);
  await eventually(async () => {
    const { body } = await admin.get<{ webhooks: { zugestelltAm: string | null }[] }>('/api/webhooks');
    expect(JSON.stringify(body)).not.toContain('whsec_');
    return body.webhooks[0]?.zugestelltAm;
  });
});

test('a receiver that is gone for good is not asked again', async () => {
  await anlegen({ ereignisse: ['zusteuerung.vorgang.begonnen'] });
  answers = [410];
  await meldenInRheine();
  await eventually(async () => {
    const { body } = await admin.get<{ webhooks: { aktiv: boolean }[] }>('/api/webhooks');
    return body.webhooks[0]?.aktiv === false;
  });
  await meldenInRheine();
  expect(posts).toHaveLength(1);
});

test('what was given up is shown and can be sent after all, or left with a reason', async () => {
  await anlegen({ ereignisse: ['zusteuerung.vorgang.begonnen'] });
  answers = [400, 400];
  await Promise.all([meldenInRheine(), meldenInRheine()]);
  await eventually(async () => posts.length >= 2);
  await welt.query(`UPDATE outbox SET status = 'dead' WHERE job_type = 'webhook' AND last_error IS NOT NULL`);
  interface Zustellungen {
    eintraege: { id: string; kanal: string; an: string; fehler: string }[];
    gescheitert: number;
  }
  const { body } = await admin.get<Zustellungen>('/api/zustellungen');
  expect(body.gescheitert).toBe(2);
  expect(body.eintraege[0]).toMatchObject({ kanal: 'webhook', an: 'Fachverfahren', fehler: 'HTTP 400' });
  const [erste, zweite] = body.eintraege;
  expect((await admin.post('/api/zustellungen/wiederholen', { ids: [erste!.id] })).body).toEqual({
    anzahl: 1,
  });
  await eventually(async () => posts.length === 3);
  expect((await admin.post('/api/zustellungen/verwerfen', { ids: [zweite!.id] })).status).toBe(400);
  const verworfen = await admin.post('/api/zustellungen/verwerfen', {
    ids: [zweite!.id],
    begruendung: 'Das Fachverfahren wurde abgeschaltet.',
  });
  expect(verworfen.body).toEqual({ anzahl: 1 });
  expect((await admin.get<Zustellungen>('/api/zustellungen')).body.gescheitert).toBe(0);
});

test('a test event is sent at once and says what came back', async () => {
  const { body: webhook } = await anlegen({ aktiv: false });
  expect((await admin.post(`/api/webhooks/${webhook.id}/probe`)).body).toEqual({
    angenommen: true,
    text: 'Angenommen (HTTP 204)',
  });
  answers = [301];
  expect((await admin.post(`/api/webhooks/${webhook.id}/probe`)).body).toEqual({
    angenommen: false,
    text: 'Abgelehnt: HTTP 301: Umleitungen werden nicht befolgt',
  });
  await admin.send('PUT', `/api/webhooks/${webhook.id}`, {
    name: 'Verirrt',
    url: 'https://10.9.9.9/',
    ereignisse: ['zusteuerung.aufgabe.offen'],
  });
  expect(await welt.query(`SELECT 1 FROM audit_entry WHERE action = 'webhook.probe'`)).toHaveLength(2);
  const { body } = await admin.post<{ text: string }>(`/api/webhooks/${webhook.id}/probe`);
  expect(body.text).toMatch(/privaten Netz/);
});

test('addresses that webhooks must not use are refused with the reason', async () => {
  const { status, body } = await anlegen({ url: 'http://intranet.example/' });
  expect(status).toBe(422);
  expect(body).toMatchObject({ fehler: [{ feld: 'url', code: 'ADRESSE' }] });
  expect((await anlegen({ ereignisse: ['alles'] })).status).toBe(400);
  expect((await anlegen({ name: '   ' })).status).toBe(400);
});

test('a municipality sees and changes only its own webhooks', async () => {
  const { body: webhook } = await anlegen();
  const other = await welt.person('admin@en-kreis.example');
  expect((await other.get<{ webhooks: Json[] }>('/api/webhooks')).body.webhooks).toEqual([]);
  expect((await other.send('DELETE', `/api/webhooks/${webhook.id}`)).status).toBe(404);
  expect((await other.post(`/api/webhooks/${webhook.id}/geheimnis`)).status).toBe(404);
  const fall = await meldenInRheine();
  const caritas = await welt.person('cm.caritas@rheine.example');
  await aufgabeOf(caritas, fall.referenz);
  expect((await caritas.get('/api/webhooks')).status).toBe(403);
});
