import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Abweisungen } from '@zusteuerung/server';
import { endpunkte, offeredEndpoints } from './rechtematrix.js';
import { aufgabeOf, beispiel, eventually, melden, Welt, type Json, type Person } from './welt.js';

const leute = {
  caritas: 'cm.caritas@rheine.example',
  lernenFoerdern: 'cm.lernenfoerdern@rheine.example',
  koordination: 'koordination@rheine.example',
  melder: 'jobcenter@rheine.example',
  gremium: 'lenkungsgruppe@rheine.example',
  admin: 'admin@rheine.example',
  andereKommune: 'koordination@en-kreis.example',
} as const;
type Wer = keyof typeof leute | 'niemand';

let welt: Welt;
let personen: Record<Wer, Person>;
let fall: { id: string; referenz: string; aufgabe: string; ablauf: string };
let eigene: string;

beforeAll(async () => {
  welt = await Welt.open();
  const signedIn = await Promise.all(
    Object.entries(leute).map(async ([wer, email]) => [wer, await welt.person(email)] as const),
  );
  personen = {
    ...(Object.fromEntries(signedIn) as Record<keyof typeof leute, Person>),
    niemand: welt.anyone(),
  };
  const { referenz } = await melden(personen.niemand, 'rheine', beispiel('rheine', 0));
  const aufgabe = await aufgabeOf(personen.caritas, referenz);
  const gesehen = await personen.koordination.get<{ ablaufId: string }>(
    `/api/vorgaenge/${aufgabe.vorgang.id}`,
  );
  fall = { id: aufgabe.vorgang.id, referenz, aufgabe: aufgabe.id, ablauf: gesehen.body.ablaufId };
  eigene = (await melden(personen.melder, 'rheine', beispiel('rheine', 0))).referenz;
});
afterAll(() => welt.stop());

const alle: Wer[] = [
  'caritas',
  'lernenFoerdern',
  'koordination',
  'melder',
  'gremium',
  'admin',
  'andereKommune',
  'niemand',
];

const NIEMAND = '00000000-0000-0000-0000-000000000000';

/** What each person is answered, in the order of `alle`. */
const erwartet: [method: string, path: () => string, answers: number[]][] = [
  ['GET', () => '/api/ich', [200, 200, 200, 200, 200, 200, 200, 401]],
  ['GET', () => '/api/aufgaben', [200, 200, 200, 403, 200, 403, 200, 401]],
  ['GET', () => `/api/aufgaben/${fall.aufgabe}`, [200, 404, 404, 403, 404, 403, 404, 401]],
  ['POST', () => `/api/aufgaben/${fall.aufgabe}/uebernehmen`, [200, 404, 404, 403, 404, 403, 404, 401]],
  ['POST', () => `/api/aufgaben/${fall.aufgabe}/zurueckgeben`, [200, 404, 404, 403, 404, 403, 404, 401]],
  ['GET', () => '/api/vorgaenge', [200, 200, 200, 200, 200, 403, 200, 401]],
  ['GET', () => `/api/vorgaenge/${fall.id}`, [200, 404, 200, 404, 404, 403, 404, 401]],
  ['GET', () => `/api/vorgaenge/${fall.id}/diagramm`, [200, 404, 200, 404, 404, 403, 404, 401]],
  ['GET', () => `/api/vorgaenge/${fall.id}/anliegen/formular`, [200, 404, 404, 403, 403, 403, 404, 401]],
  ['GET', () => '/api/termine', [200, 200, 200, 403, 200, 403, 200, 401]],
  ['GET', () => `/api/vorgaenge/${fall.id}/termine`, [200, 404, 200, 403, 404, 403, 404, 401]],
  ['GET', () => `/api/vorgaenge/${fall.id}/termine/auswahl`, [200, 404, 404, 403, 404, 403, 404, 401]],
  ['POST', () => `/api/vorgaenge/${fall.id}/termine`, [400, 400, 400, 403, 400, 403, 400, 401]],
  ['PUT', () => `/api/vorgaenge/${fall.id}/termine/${NIEMAND}`, [400, 400, 400, 403, 400, 403, 400, 401]],
  ['DELETE', () => `/api/vorgaenge/${fall.id}/termine/${NIEMAND}`, [404, 404, 404, 403, 404, 403, 404, 401]],
  [
    'GET',
    () => `/api/vorgaenge/${fall.id}/termine/${NIEMAND}/termin.ics`,
    [404, 404, 404, 403, 404, 403, 404, 401],
  ],
  ['GET', () => `/api/postfach/${NIEMAND}/termin.ics`, [404, 404, 404, 403, 404, 404, 404, 401]],
  ['GET', () => '/api/vorgaenge/nicht-einmal-eine-uuid', [404, 404, 404, 404, 404, 403, 404, 401]],
  ['GET', () => '/api/postfach', [200, 200, 200, 403, 200, 200, 200, 401]],
  ['GET', () => '/api/modelle', [200, 200, 200, 403, 403, 200, 200, 401]],
  ['GET', () => '/api/modelle/versionen', [200, 200, 200, 403, 403, 200, 200, 401]],
  ['POST', () => '/api/modelle/pruefen', [400, 400, 400, 403, 403, 400, 400, 401]],
  ['POST', () => '/api/modelle/bereitstellen', [403, 403, 400, 403, 403, 400, 400, 401]],
  ['GET', () => '/api/betrieb/uebersicht', [403, 403, 200, 403, 403, 200, 200, 401]],
  ['GET', () => '/api/betrieb/stoerungen', [403, 403, 200, 403, 403, 200, 200, 401]],
  ['POST', () => '/api/betrieb/stoerungen/wiederholen', [403, 403, 400, 403, 403, 400, 400, 401]],
  ['GET', () => `/api/betrieb/ablaeufe/${fall.ablauf}`, [403, 403, 200, 403, 403, 200, 404, 401]],
  ['GET', () => `/api/betrieb/ablaeufe/${fall.ablauf}/diagramm`, [403, 403, 200, 403, 403, 200, 404, 401]],
  ['POST', () => `/api/betrieb/ablaeufe/${fall.ablauf}/vorschau`, [403, 403, 400, 403, 403, 400, 400, 401]],
  ['POST', () => `/api/betrieb/ablaeufe/${fall.ablauf}/eingriff`, [403, 403, 400, 403, 403, 400, 400, 401]],
  ['GET', () => '/api/betrieb/fassungen', [403, 403, 200, 403, 403, 200, 200, 401]],
  ['POST', () => '/api/betrieb/umzuege/vorschau', [403, 403, 400, 403, 403, 400, 400, 401]],
  ['POST', () => '/api/betrieb/umzuege', [403, 403, 400, 403, 403, 400, 400, 401]],
  ['GET', () => '/api/betrieb/laeufe', [403, 403, 200, 403, 403, 200, 200, 401]],
  ['GET', () => '/api/betrieb/laeufe/nicht-einmal-eine-uuid', [403, 403, 404, 403, 403, 404, 404, 401]],
  ['GET', () => '/api/konten', [403, 403, 403, 403, 403, 200, 403, 401]],
  ['GET', () => '/api/konten/auswahl', [403, 403, 403, 403, 403, 200, 403, 401]],
  ['GET', () => `/api/konten/${NIEMAND}`, [403, 403, 403, 403, 403, 404, 403, 401]],
  ['POST', () => '/api/konten', [403, 403, 403, 403, 403, 400, 403, 401]],
  ['POST', () => `/api/konten/${NIEMAND}/link`, [403, 403, 403, 403, 403, 404, 403, 401]],
  ['PUT', () => `/api/konten/${NIEMAND}/mitgliedschaften`, [403, 403, 403, 403, 403, 400, 403, 401]],
  ['PUT', () => `/api/konten/${NIEMAND}/aktiv`, [403, 403, 403, 403, 403, 400, 403, 401]],
  ['DELETE', () => `/api/konten/${NIEMAND}/zweiter-faktor`, [403, 403, 403, 403, 403, 404, 403, 401]],
  ['DELETE', () => `/api/konten/${NIEMAND}/sitzungen`, [403, 403, 403, 403, 403, 404, 403, 401]],
  ['GET', () => '/api/webhooks', [403, 403, 403, 403, 403, 200, 403, 401]],
  ['POST', () => '/api/webhooks', [403, 403, 403, 403, 403, 400, 403, 401]],
  ['PUT', () => `/api/webhooks/${NIEMAND}`, [403, 403, 403, 403, 403, 400, 403, 401]],
  ['POST', () => `/api/webhooks/${NIEMAND}/geheimnis`, [403, 403, 403, 403, 403, 404, 403, 401]],
  ['POST', () => `/api/webhooks/${NIEMAND}/probe`, [403, 403, 403, 403, 403, 404, 403, 401]],
  ['DELETE', () => `/api/webhooks/${NIEMAND}`, [403, 403, 403, 403, 403, 404, 403, 401]],
  ['GET', () => '/api/zustellungen', [403, 403, 403, 403, 403, 200, 403, 401]],
  ['POST', () => '/api/zustellungen/wiederholen', [403, 403, 403, 403, 403, 200, 403, 401]],
  ['POST', () => '/api/zustellungen/verwerfen', [403, 403, 403, 403, 403, 400, 403, 401]],
  ['GET', () => '/api/sicherheit', [200, 200, 200, 200, 200, 200, 200, 401]],
  ['DELETE', () => `/api/sicherheit/sitzungen/${NIEMAND}`, [404, 404, 404, 404, 404, 404, 404, 401]],
];

describe.each(erwartet)('%s %s', (method, path, answers) => {
  test(`is answered ${answers.join(', ')}`, async () => {
    const body = ['POST', 'PUT'].includes(method) ? {} : undefined;
    const got: number[] = [];
    for (const wer of alle) got.push((await personen[wer].send(method, path(), body)).status);
    expect(Object.fromEntries(alle.map((wer, i) => [wer, got[i]]))).toEqual(
      Object.fromEntries(alle.map((wer, i) => [wer, answers[i]])),
    );
  });
});

test('every endpoint of the API has its row in the matrix of roles and organisations, and no row is left over', () => {
  expect(endpunkte.toSorted()).toEqual(offeredEndpoints().toSorted());
});

test('another organisation, another municipality and bodies do not find the case in any list', async () => {
  for (const wer of ['lernenFoerdern', 'gremium', 'andereKommune'] as const) {
    for (const path of [
      '/api/vorgaenge',
      `/api/vorgaenge?suche=${fall.referenz}`,
      '/api/aufgaben',
      '/api/postfach',
    ]) {
      const { body } = await personen[wer].get(path);
      expect(JSON.stringify(body)).not.toContain(fall.referenz);
    }
  }
});

test('the reporting organisation sees status and feedback of its own Meldungen, nothing else', async () => {
  const { body } = await personen.melder.get<{ eintraege: { id: string; referenz: string }[] }>(
    '/api/vorgaenge',
  );
  expect(body.eintraege).toEqual([expect.objectContaining({ referenz: eigene, organisationen: [] })]);
  const detail = await eventually(async () => {
    const answer = await personen.melder.get<{ verlauf: Json[] }>(`/api/vorgaenge/${body.eintraege[0]?.id}`);
    return answer.body.verlauf.length > 0 && answer;
  });
  expect(detail.body).toMatchObject({
    zugriff: 'status',
    person: null,
    angaben: [],
    begruendung: [],
    ergebnisse: [],
    aufgaben: [],
  });
  expect((await personen.melder.get(`/api/vorgaenge/${body.eintraege[0]?.id}/diagramm`)).status).toBe(404);
});

test('sign-in: wrong password and unknown address get the same answer, sign-out ends the session', async () => {
  const person = welt.anyone();
  const wrong = await person.post('/api/anmeldung', { email: leute.caritas, passwort: 'x' });
  const unknown = await person.post('/api/anmeldung', { email: 'niemand@x.example', passwort: 'x' });
  expect([wrong.status, wrong.body]).toEqual([401, unknown.body]);
  const carla = await welt.person(leute.caritas);
  expect((await carla.get<Json>('/api/ich')).body).toMatchObject({
    name: 'Carla Ritter',
    mandant: { id: 'rheine', name: 'Stadt Rheine' },
    mitgliedschaften: expect.arrayContaining([
      expect.objectContaining({ rolle: 'case_management', rolleText: 'Case Management' }),
    ]),
  });
  const { headers } = await carla.send('DELETE', '/api/anmeldung');
  expect(headers.getSetCookie()[0]).toMatch(/zst_sitzung=;.*HttpOnly.*SameSite=Strict/);
  expect((await carla.get('/api/ich')).status).toBe(401);
});

test('a request that changes something must come from our own pages', async () => {
  const path = `/api/aufgaben/${fall.aufgabe}/uebernehmen`;
  for (const headers of [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ])
    expect(await personen.caritas.send('POST', path, {}, headers)).toMatchObject({
      status: 403,
      body: { code: 'FREMDE_HERKUNFT' },
    });
});

test('pages carry a strict content security policy', async () => {
  const { headers } = await personen.niemand.get('/api/oeffentlich/kommunen');
  expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(headers.get('content-security-policy')).toContain("base-uri 'none'");
  expect(headers.get('content-security-policy')).not.toContain('unsafe');
  expect(headers.get('x-powered-by')).toBeNull();
});

test('who is refused again and again is remembered once, with how often and where, without any id', async () => {
  const abweisungen = welt.lauf.app?.get(Abweisungen);
  await abweisungen?.write();
  const entries = () =>
    welt.query<{ data: Json; subject_id: string }>(
      "SELECT data, subject_id FROM audit_entry WHERE action = 'konto.abgewiesen' ORDER BY id",
    );
  const before = (await entries()).length;
  for (let i = 0; i < 5; i++) await personen.lernenFoerdern.get(`/api/vorgaenge/${fall.id}`);
  await personen.lernenFoerdern.get('/api/konten');
  await personen.lernenFoerdern.get('/api/gibt-es-nicht');
  await personen.lernenFoerdern.get('/api/aufgaben');
  for (let i = 0; i < 5; i++) await personen.niemand.get(`/api/vorgaenge/${fall.id}`);
  await abweisungen?.write();
  await abweisungen?.write();
  const written = (await entries()).slice(before);
  expect(written.map(({ data }) => data)).toEqual([
    { anzahl: 6, stellen: ['403 GET /api/konten', '404 GET /api/vorgaenge/:id'] },
  ]);
  const { body } = await personen.admin.get<{ verlauf: { text: string; wer: string | null }[] }>(
    `/api/konten/${written[0]?.subject_id}`,
  );
  expect(body.verlauf[0]).toMatchObject({ text: 'Zugriffe abgewiesen: 6', wer: null });
});
