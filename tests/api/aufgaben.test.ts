import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aufgabeOf, beispiel, eventually, melden, Welt, type Json, type Person } from './welt.js';

let welt: Welt;
let carla: Person;
let kollege: Person;

beforeAll(async () => {
  welt = await Welt.open();
  await welt.query(
    `WITH k AS (INSERT INTO konto (email, name, passwort_hash)
       SELECT 'kollege@rheine.example', 'Kolja Meier', passwort_hash FROM konto WHERE email = 'cm.caritas@rheine.example'
       RETURNING id)
     INSERT INTO mitgliedschaft SELECT id, 'rheine', 'caritas-rheine', 'case_management' FROM k`,
  );
  carla = await welt.person('cm.caritas@rheine.example');
  kollege = await welt.person('kollege@rheine.example');
});
afterAll(() => welt.stop());

async function neueAufgabe(): Promise<{ id: string; referenz: string }> {
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  return { referenz, id: (await aufgabeOf(carla, referenz)).id };
}

const annehmen = { antworten: { entscheidung: 'annehmen' } };

test('one takes the task, the other is told who and when; given back, the other can have it', async () => {
  const { id } = await neueAufgabe();
  expect((await carla.post<Json>(`/api/aufgaben/${id}/uebernehmen`)).body).toMatchObject({
    uebernommenVon: { name: 'Carla Ritter' },
  });
  const conflict = {
    status: 409,
    body: { code: 'AUFGABE_VERGEBEN', durch: 'Carla Ritter', am: expect.any(String) },
  };
  expect(await kollege.post(`/api/aufgaben/${id}/uebernehmen`)).toMatchObject(conflict);
  expect(await kollege.post(`/api/aufgaben/${id}/abschliessen`, annehmen)).toMatchObject(conflict);
  expect(await kollege.post(`/api/aufgaben/${id}/zurueckgeben`)).toMatchObject(conflict);
  expect((await carla.get<{ anzahl: number }>('/api/aufgaben?filter=meine')).body.anzahl).toBe(1);
  expect((await carla.post(`/api/aufgaben/${id}/zurueckgeben`)).status).toBe(200);
  expect((await kollege.post(`/api/aufgaben/${id}/uebernehmen`)).status).toBe(200);
});

test('of two who complete at the same moment one wins', async () => {
  const { id } = await neueAufgabe();
  const answers = await Promise.all(
    [carla, kollege].map((person) => person.post<Json>(`/api/aufgaben/${id}/abschliessen`, annehmen)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const loser = answers.find(({ status }) => status === 409);
  expect(loser?.body).toMatchObject({ durch: expect.stringMatching(/Carla|Kolja/), am: expect.any(String) });
  const { body } = await carla.get<Json>(`/api/aufgaben/${id}`);
  expect(body).toMatchObject({ status: 'erledigt', erledigtVon: expect.stringMatching(/Carla|Kolja/) });
  const done = await carla.get<{ eintraege: { id: string }[] }>('/api/aufgaben?filter=erledigt');
  expect(done.body.eintraege.map((entry) => entry.id)).toContain(id);
});

test('deviating needs a reason; the form says what is missing and the task stays', async () => {
  const { id, referenz } = await neueAufgabe();
  const path = `/api/aufgaben/${id}/abschliessen`;
  const { status, body } = await carla.post<{ fehler: { feld: string }[] }>(path, {
    antworten: { entscheidung: 'abweichen', ziel_neu: 'VERWEIS_RECHT' },
  });
  expect(status).toBe(422);
  expect(body.fehler.map(({ feld }) => feld)).toEqual(['grund']);
  expect((await carla.post(path, { antworten: {} })).status).toBe(422);
  expect((await carla.post(path, {})).status).toBe(400);
  expect((await aufgabeOf(carla, referenz)).id).toBe(id);
});

test('who did what stands in the course of the case', async () => {
  const { id, referenz } = await neueAufgabe();
  const { vorgang } = await aufgabeOf(carla, referenz);
  await carla.post(`/api/aufgaben/${id}/abschliessen`, annehmen);
  const { body } = await carla.get<{ verlauf: { wer: string; text: string }[] }>(
    `/api/vorgaenge/${vorgang.id}`,
  );
  expect(body.verlauf).toContainEqual(
    expect.objectContaining({ wer: 'Carla Ritter', text: 'Aufgabe „Vorschlag bestätigen“ erledigt' }),
  );
});

test('long lists come in pages without doubles', async () => {
  const many = 52;
  await Promise.all(
    Array.from({ length: many }, () => melden(welt.anyone(), 'rheine', beispiel('rheine', 3))),
  );
  const koordination = await welt.person('koordination@rheine.example');
  await eventually(
    async () => (await koordination.get<{ anzahl: number }>('/api/aufgaben')).body.anzahl >= many,
  );
  for (const path of ['/api/aufgaben?filter=offen', '/api/vorgaenge?art=meldung']) {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer: { body: { eintraege: { id: string }[]; weiter: string | null } } = await koordination.get(
        `${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      seen.push(...answer.body.eintraege.map(({ id }) => id));
      cursor = answer.body.weiter;
    }
    expect(seen.length).toBeGreaterThanOrEqual(many);
    expect(new Set(seen).size).toBe(seen.length);
  }
  for (const path of ['/api/vorgaenge', '/api/postfach'])
    expect((await koordination.get(`${path}?cursor=quatsch`)).status).toBe(400);
});
