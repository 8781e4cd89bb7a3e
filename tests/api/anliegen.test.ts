import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  aufgabeOf,
  beispiel,
  beispielAnliegen,
  eventually,
  melden,
  Welt,
  type Json,
  type Person,
} from './welt.js';

let welt: Welt;
let carla: Person;
let gremium: Person;
let fallId: string;
let path: string;

beforeAll(async () => {
  welt = await Welt.open();
  carla = await welt.person('cm.caritas@rheine.example');
  gremium = await welt.person('lenkungsgruppe@rheine.example');
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  fallId = (await aufgabeOf(carla, referenz)).vorgang.id;
  path = `/api/vorgaenge/${fallId}/anliegen`;
});
afterAll(() => welt.stop());

interface Angelegt {
  id: string;
  referenz: string;
}

test('an Anliegen starts at the first rung and is seen by the body that works on it, without the case', async () => {
  expect((await carla.get<Json>(`${path}/formular`)).body).toMatchObject({
    id: 'anliegen',
    schema: { type: 'default' },
  });
  const { status, body } = await carla.post<Angelegt>(path, { antworten: beispielAnliegen('rheine', 0) });
  expect(status).toBe(201);
  const aufgabe = await aufgabeOf(gremium, body.referenz);
  expect(aufgabe.vorgang.id).toBe(body.id);
  const detail = await gremium.get<Json>(`/api/vorgaenge/${body.id}`);
  expect(detail.body).toMatchObject({
    art: 'anliegen',
    zugriff: 'voll',
    stufe: expect.any(String),
    stufeText: expect.any(String),
    person: null,
    anliegen: [],
    darfAnliegen: false,
  });
  expect(JSON.stringify(detail.body)).not.toContain(fallId);
  expect((await gremium.get(`/api/vorgaenge/${fallId}`)).status).toBe(404);
  const fall = await carla.get<{ anliegen: Json[] }>(`/api/vorgaenge/${fallId}`);
  expect(fall.body.anliegen).toContainEqual(
    expect.objectContaining({ id: body.id, referenz: body.referenz }),
  );
});

test.each([
  ['name of the person', 'Frau Haddad findet keinen Kurs.', 'Haddad'],
  ['first name, other case', 'samira findet keinen Kurs.', 'samira'],
  ['e-mail', 'Rückfragen an kurs@traeger.example.', 'kurs@traeger.example'],
  ['phone', 'Rückfragen unter 05971 123456.', '05971 123456'],
  ['date of birth', 'Geboren am 1.2.1990.', '1.2.1990'],
])('personal data is refused, naming the words: %s', async (_, beschreibung, wort) => {
  const antworten = { ...beispielAnliegen('rheine', 0), beschreibung };
  const { status, body } = await carla.post<{ fehler: { feld: string; code: string; text: string }[] }>(
    path,
    { antworten },
  );
  expect(status).toBe(422);
  expect(body.fehler[0]).toMatchObject({ feld: 'beschreibung', code: 'PERSONENBEZUG' });
  expect(body.fehler[0]?.text).toContain(`„${wort}“`);
});

test('ordinary words of a story told in the case do not stand in the way', async () => {
  const antworten = {
    ...beispielAnliegen('rheine', 0),
    beschreibung: 'Jobcenter, Schule und Rheine sind keine Personen.',
  };
  expect((await carla.post(path, { antworten })).status).toBe(201);
});

test('nothing personal is in the variables, tasks, events or mails of any process', async () => {
  await eventually(async () => (await gremium.get<{ anzahl: number }>('/api/aufgaben')).body.anzahl > 0);
  for (const table of [
    'process_instance',
    'instance_event',
    'user_task',
    'outbox',
    'nachricht',
    'rueckmeldung',
    'vorgang',
  ]) {
    const [row] = await welt.query<{ text: string }>(`SELECT json_agg(t)::text AS text FROM ${table} t`);
    expect([table, /Samira|Haddad/.test(row?.text ?? '')]).toEqual([table, false]);
  }
});

test('the ladder refuses personal data in later protocols too', async () => {
  const { body } = await carla.post<Angelegt>(path, { antworten: beispielAnliegen('rheine', 0) });
  const aufgabe = await aufgabeOf(gremium, body.referenz);
  const answer = await gremium.post<{ fehler: { code: string }[] }>(
    `/api/aufgaben/${aufgabe.id}/abschliessen`,
    {
      antworten: { typisch: 'ja', erkenntnis: 'Bei Samira Haddad ist es so.', stellschrauben: 'Absprache.' },
    },
  );
  expect(answer.status).toBe(422);
  expect(answer.body.fehler.map(({ code }) => code)).toContain('PERSONENBEZUG');
  expect(JSON.stringify(answer.body)).not.toMatch(/Samira|Haddad/);
});

test('a body cannot find out by trying names whom an Anliegen comes from', async () => {
  const { body } = await carla.post<Angelegt>(path, { antworten: beispielAnliegen('rheine', 0) });
  const aufgabe = await aufgabeOf(gremium, body.referenz);
  const codes: number[] = [];
  for (let i = 0; i < 12; i++) {
    const antworten = { typisch: 'ja', erkenntnis: `Ist es Haddad? ${i}`, stellschrauben: 'x' };
    codes.push((await gremium.post(`/api/aufgaben/${aufgabe.id}/abschliessen`, { antworten })).status);
  }
  expect(codes.slice(0, 8).every((code) => code === 422)).toBe(true);
  expect(codes.at(-1)).toBe(429);
});
