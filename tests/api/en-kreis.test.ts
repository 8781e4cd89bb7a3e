import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aufgabeOf, beispiel, beispielAnliegen, melden, Welt, type Json, type Person } from './welt.js';

let welt: Welt;
let witten: Person;

beforeAll(async () => {
  welt = await Welt.open();
  witten = await welt.person('cm.witten@en-kreis.example');
});
afterAll(() => welt.stop());

test('the same program serves another municipality with two ways in, by its folder alone', async () => {
  const { body } = await welt
    .anyone()
    .get<{ zugaenge: { id: string }[] }>('/api/oeffentlich/kommunen/en-kreis');
  expect(body.zugaenge.map(({ id }) => id)).toEqual(expect.arrayContaining(['ebene1', 'ebene2']));
});

test('a case of the Kreis is with its city, and Rheine sees nothing of it', async () => {
  const { referenz } = await melden(welt.anyone(), 'en-kreis', beispiel('en-kreis', 0));
  expect(referenz).toMatch(/^ENK?-/);
  const aufgabe = await aufgabeOf(witten, referenz);
  const detail = await witten.get<Json>(`/api/vorgaenge/${aufgabe.vorgang.id}`);
  expect(detail.body).toMatchObject({ referenz, zugriff: 'voll' });
  const rheine = await welt.person('koordination@rheine.example');
  expect((await rheine.get(`/api/vorgaenge/${aufgabe.vorgang.id}`)).status).toBe(404);
});

test('an Anliegen climbs the ladder of the Kreis', async () => {
  const { referenz } = await melden(welt.anyone(), 'en-kreis', beispiel('en-kreis', 0));
  const { vorgang } = await aufgabeOf(witten, referenz);
  const { status, body } = await witten.post<{ id: string; referenz: string }>(
    `/api/vorgaenge/${vorgang.id}/anliegen`,
    { antworten: beispielAnliegen('en-kreis', 0) },
  );
  expect(status).toBe(201);
  const detail = await witten.get<Json>(`/api/vorgaenge/${body.id}`);
  expect(detail.body).toMatchObject({ art: 'anliegen', stufeText: expect.stringMatching(/\S/) });
});
