import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { zst } from '../support/zst.js';
import {
  aufgabeOf,
  beispiel,
  beispielAnliegen,
  eventually,
  melden,
  Welt,
  type Aufgabe,
  type Json,
  type Person,
} from './welt.js';

/** Who sees what of a case: the table in ARCHITECTURE.md. */
let welt: Welt;
let carla: Person;
let lena: Person;
let katrin: Person;
let gremium: Person;
let admin: Person;
let fall: Aufgabe['vorgang'];

const MELDER = 'jobcenter@rheine.example';
const PERSON = /Samira|Haddad|jobcenter@rheine/;

beforeAll(async () => {
  welt = await Welt.open();
  [carla, lena, katrin, gremium, admin] = (await Promise.all(
    ['cm.caritas', 'cm.lernenfoerdern', 'koordination', 'lenkungsgruppe', 'admin'].map((name) =>
      welt.person(`${name}@rheine.example`),
    ),
  )) as [Person, Person, Person, Person, Person];
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  fall = (await aufgabeOf(carla, referenz)).vorgang;
});
afterAll(() => welt.stop());

interface Detail {
  zugriff: string;
  person: Json[] | null;
  angaben: Json[];
  begruendung: Json[];
  verlauf: { wer: string | null; text: string }[];
  aufgaben: Json[];
  darfAnliegen: boolean;
}

const detailOf = async (person: Person, id = fall.id) =>
  (await person.get<Detail>(`/api/vorgaenge/${id}`)).body;

/** As if a model had told this group about the case. */
async function tell(gruppe: string, vorgangId: string): Promise<void> {
  await welt.query(
    `INSERT INTO nachricht (id, tenant_id, vorgang_id, empfaenger, empfaenger_gruppe, betreff, text, status)
     VALUES ($1, 'rheine', $2, 'haus@rheine.example', $3, 'Erinnerung', 'Text', 'postfach')`,
    [randomUUID(), vorgangId, gruppe],
  );
  await welt.query(
    `INSERT INTO beteiligung (vorgang_id, tenant_id, organisation_id, art)
     VALUES ($1, 'rheine', split_part($2, ':', 1), 'benachrichtigung') ON CONFLICT DO NOTHING`,
    [vorgangId, gruppe],
  );
}

test('Case Management that works on the case sees whom it is about and who reported', async () => {
  const body = await detailOf(carla);
  expect(body.zugriff).toBe('voll');
  expect(JSON.stringify(body.person)).toMatch(/Samira/);
  expect(body.verlauf.map(({ text }) => text).join('\n')).toContain(`die meldende Stelle (${MELDER})`);
  expect(body.darfAnliegen).toBe(true);
});

test('the Koordinierungsstelle sees each case of its municipality, but not whom it is about', async () => {
  const { body: liste } = await katrin.get<{ eintraege: Json[] }>(`/api/vorgaenge?suche=${fall.referenz}`);
  expect(liste.eintraege).toHaveLength(1);
  const body = await detailOf(katrin);
  expect(body).toMatchObject({
    zugriff: 'voll',
    person: null,
    ergebnisse: [],
    aufgaben: [],
    darfAnliegen: false,
  });
  expect(
    [body.angaben.length, body.begruendung.length, body.verlauf.length].every((count) => count > 0),
  ).toBe(true);
  expect(JSON.stringify(body)).not.toMatch(PERSON);
  expect((await katrin.get(`/api/vorgaenge/${fall.id}/diagramm`)).status).toBe(200);
  expect((await katrin.get(`/api/vorgaenge/${fall.id}/anliegen/formular`)).status).toBe(404);
  expect((await katrin.post(`/api/vorgaenge/${fall.id}/anliegen`, { antworten: {} })).status).toBe(404);
});

test('with a task of its own it sees the person too', async () => {
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 3));
  const { vorgang } = await aufgabeOf(katrin, referenz);
  expect((await detailOf(katrin, vorgang.id)).person).not.toBeNull();
});

test('who reported while signed in is named to those who work on the case only', async () => {
  const melder = await welt.person(MELDER);
  const { referenz } = await melden(melder, 'rheine', beispiel('rheine', 0));
  const { vorgang } = await aufgabeOf(carla, referenz);
  const { name } = (await melder.get<{ name: string }>('/api/ich')).body;
  expect(JSON.stringify((await detailOf(carla, vorgang.id)).verlauf)).toContain(name);
  expect(JSON.stringify(await detailOf(katrin, vorgang.id))).not.toContain(name);
});

test('whom a notification addressed can open the case it leads to, without the person', async () => {
  expect((await lena.get(`/api/vorgaenge/${fall.id}`)).status).toBe(404);
  await tell('lernen-foerdern-rheine:case_management', fall.id);
  expect(await detailOf(lena)).toMatchObject({ zugriff: 'voll', person: null, darfAnliegen: false });
  expect(JSON.stringify(await detailOf(lena))).not.toMatch(PERSON);
  expect((await lena.get(`/api/vorgaenge/${fall.id}/diagramm`)).status).toBe(200);
});

test('a body never sees a case, even when a model tells it about one', async () => {
  await tell('lg-rheine:gremium', fall.id);
  expect((await gremium.get(`/api/vorgaenge/${fall.id}`)).status).toBe(404);
  expect((await gremium.get(`/api/vorgaenge/${fall.id}/diagramm`)).status).toBe(404);
  const { body } = await gremium.get<{ eintraege: { vorgang: Json | null }[] }>('/api/postfach');
  expect(body.eintraege.every(({ vorgang }) => vorgang?.['art'] !== 'meldung')).toBe(true);
});

test('of an Anliegen a body sees no addresses, no case and only mail to itself', async () => {
  const { body: anliegen } = await carla.post<{ id: string; referenz: string }>(
    `/api/vorgaenge/${fall.id}/anliegen`,
    {
      antworten: beispielAnliegen('rheine', 0),
    },
  );
  await aufgabeOf(gremium, anliegen.referenz);
  const body = await detailOf(gremium, anliegen.id);
  expect(body.verlauf.map(({ text }) => text).join('\n')).toMatch(/Nachricht an .*\(Gremienmitglied\)/);
  expect(JSON.stringify(body)).not.toMatch(/@|Samira|Haddad/);
  expect(JSON.stringify(await detailOf(katrin, anliegen.id))).not.toContain('@');
  const post = await eventually(async () => {
    const answer = await gremium.get<{ eintraege: Json[] }>('/api/postfach');
    return answer.body.eintraege.length > 0 && answer.body.eintraege;
  });
  const rows = await welt.query<{ id: string; gruppe: string }>(
    'SELECT id, empfaenger_gruppe AS gruppe FROM nachricht',
  );
  const gruppen = new Map(rows.map(({ id, gruppe }) => [id, gruppe]));
  for (const { id } of post)
    expect(['lg-rheine:gremium', 'ag-fallanalyse:gremium']).toContain(gruppen.get(String(id)));
});

test('mail to the reporter is shown to those who work on the case; administration sees it without the address', async () => {
  const mailOf = async (person: Person) => {
    const { body } = await person.get<{ eintraege: { an: string; betreff: string }[] }>('/api/postfach');
    return body.eintraege.filter(({ betreff }) => betreff.includes(fall.referenz)).map(({ an }) => an);
  };
  expect(await mailOf(carla)).toContain(MELDER);
  expect(await mailOf(admin)).toContain('Meldende Stelle');
  expect(await mailOf(admin)).not.toContain(MELDER);
  expect(await mailOf(katrin)).not.toContain(MELDER);
});

test('who was shown the person stands in the audit log, and the log can be verified', async () => {
  const readers = async () => {
    const rows: { name: string }[] = await welt.query(
      `SELECT k.name FROM audit_entry a JOIN konto k ON k.id::text = a.actor
       WHERE a.action = 'person.gelesen' AND a.subject_id = $1 ORDER BY a.id`,
      [fall.id],
    );
    return rows.map(({ name }) => name);
  };
  const before = (await readers()).length;
  const { name } = (await carla.get<{ name: string }>('/api/ich')).body;
  await detailOf(katrin);
  await detailOf(carla);
  const after = await readers();
  expect(after).toHaveLength(before + 1);
  expect(new Set(after)).toEqual(new Set([name]));
  const verify = (...args: string[]) =>
    zst(['audit', 'verify', '--kommune', 'rheine', ...args], {
      DATABASE_URL: welt.lauf.betrieb.database.url,
    });
  const { code, stdout } = await verify();
  expect(stdout).toMatch(/^rheine: \d+ Einträge, \d+ Inhalte verglichen, 0 gelöscht, alles unverändert$/m);
  expect(code).toBe(0);
  await welt.query(`UPDATE instance_event SET actor = 'niemand' WHERE seq = 1`);
  const found = await verify('--json');
  expect(found.code).toBe(1);
  expect(found.stdout).toContain('CONTENT_CHANGED');
});
