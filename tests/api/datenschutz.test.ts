import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ErasureWorker } from '@zusteuerung/runtime';
import { approveAutomatische } from '@zusteuerung/server';
import { someSeed } from '../support/random.js';
import { placesOf } from '../support/scan.js';
import { zst } from '../support/zst.js';
import { markedFall } from './merkmale.js';
import { aufgabeOf, beispiel, eventually, melden, Welt, type Json, type Person } from './welt.js';

const leute = {
  carla: 'cm.caritas@rheine.example',
  katrin: 'koordination@rheine.example',
  lernen: 'cm.lernenfoerdern@rheine.example',
  melder: 'jobcenter@rheine.example',
  gremium: 'lenkungsgruppe@rheine.example',
  admin: 'admin@rheine.example',
  fremd: 'koordination@en-kreis.example',
} as const;
type Wer = keyof typeof leute;

let welt: Welt;
let personen: Record<Wer, Person>;

beforeAll(async () => {
  welt = await Welt.open();
  const all = Object.entries(leute).map(async ([wer, email]) => [wer, await welt.person(email)] as const);
  personen = Object.fromEntries(await Promise.all(all)) as Record<Wer, Person>;
});
afterAll(() => welt.stop());

let zahl = 0;

/** A case about somebody nobody else is called like. */
async function fall(nachname = `Quirinius${++zahl}`) {
  const { referenz } = await melden(
    welt.anyone(),
    'rheine',
    beispiel('rheine', 0, { person_vorname: 'Zenobia', person_nachname: nachname }),
  );
  const aufgabe = await aufgabeOf(personen.carla, referenz);
  return { id: aufgabe.vorgang.id, referenz, nachname, aufgabe };
}
const anfrage = { anlass: 'auskunft', aktenzeichen: 'DS-7/2026' };
const mitAnlass = 'anlass=auskunft&aktenzeichen=DS-7/2026';
const statusOf = async (method: string, path: string, body?: Json) => {
  const entries = Object.entries(personen).map(
    async ([wer, person]) =>
      [wer, (await fetch(welt.address + path, requestOf(person, method, body))).status] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
};
const requestOf = (person: Person, method: string, body?: Json): RequestInit => ({
  method,
  headers: { cookie: person.cookie(), origin: welt.address, 'content-type': 'application/json' },
  ...(body && { body: JSON.stringify(body) }),
});
const actionsOf = async (id: string) =>
  (
    await welt.query<{ action: string; data: Json }>(
      `SELECT action, data FROM audit_entry WHERE subject_id = $1 AND action <> 'person.gelesen' ORDER BY id`,
      [id],
    )
  ).map(({ action, data }) => [action, data]);
/** Ends a case long ago, as if its last step had been taken then. */
const endLongAgo = (id: string, years: number) =>
  welt.query(
    `UPDATE process_instance SET status = 'completed', updated_at = now() - make_interval(years => $2)
     WHERE id = (SELECT instance_id FROM vorgang WHERE id = $1)`,
    [id, years],
  );

test('the export holds everything about the person, as JSON and as a page', async () => {
  const { id, referenz, nachname } = await fall();
  await personen.carla.get(`/api/vorgaenge/${id}`);
  const { body, headers } = await personen.carla.get<Json>(`/api/vorgaenge/${id}/auskunft?format=json`);
  expect(headers.get('content-disposition')).toBe(`attachment; filename="auskunft-${referenz}.json"`);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toMatchObject({
    schema: 'zusteuerung/auskunft/1',
    referenz,
    antworten: { person_nachname: nachname, melder_name: 'Jonas Becker' },
    einwilligungen: [{ form: 'schriftlich' }],
    stellen: expect.arrayContaining([
      expect.objectContaining({ organisation: 'Caritas Rheine (links der Ems)' }),
    ]),
    aufgaben: [expect.objectContaining({ status: 'offen' })],
    einsichten: [
      { wer: 'Carla Ritter', was: 'auskunft' },
      { wer: 'Carla Ritter', was: 'gelesen' },
    ],
  });
  expect(JSON.stringify(body['person'])).toContain(nachname);
  for (const part of ['angaben', 'begruendung', 'verlauf', 'nachrichten']) expect(body[part]).not.toEqual([]);
  const page = await fetch(
    `${welt.address}/api/vorgaenge/${id}/auskunft?format=html`,
    requestOf(personen.carla, 'GET'),
  );
  const html = await page.text();
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  for (const part of [
    nachname,
    'Auskunft über gespeicherte Daten',
    'Wer die Angaben zur Person gesehen hat',
    'Carla Ritter',
  ])
    expect(html).toContain(part);
  expect(html).not.toMatch(/<(script|img|link|iframe)|\s(src|href)=/);
});

test('of two people with the same organisation each export holds all of the one and nothing of the other', async () => {
  const seed = someSeed();
  const faelle = await Promise.all([1, 2].map((n) => markedFall(welt, personen.carla, seed * 2 + n)));
  const exports = [];
  for (const { id } of faelle) {
    const datei = (format: string) =>
      fetch(
        `${welt.address}/api/vorgaenge/${id}/auskunft?format=${format}`,
        requestOf(personen.carla, 'GET'),
      );
    const [json, html] = [await (await datei('json')).text(), await (await datei('html')).text()];
    exports.push({ json: json.toLowerCase(), html: html.toLowerCase() });
  }
  for (const [n, { merkmale, referenz }] of faelle.entries()) {
    const [own, other] = n === 0 ? exports : [...exports].reverse();
    const missing = merkmale.filter((wort) => !own?.json.includes(wort) || !own.html.includes(wort));
    const foreign = [...merkmale, referenz.toLowerCase()].filter((wort) => other?.json.includes(wort));
    expect({ seed, missing, foreign }).toEqual({ seed, missing: [], foreign: [] });
    // Otherwise the words were nowhere anyway.
    expect((await placesOf(welt.query, merkmale)).length).toBeGreaterThan(5);
  }
});

// What a case leaves in a table is in the export, or for this reason not.
const tables = {
  ...{
    vorgang: 'antworten',
    vorgang_person: 'person',
    beteiligung: 'stellen',
    rueckmeldung: 'rueckmeldungen',
  },
  ...{ nachricht: 'nachrichten', einwilligung: 'einwilligungen', termin: 'termine', user_task: 'aufgaben' },
  ...{ instance_event: 'verlauf', process_instance: 'variablen', audit_entry: 'einsichten' },
  loeschsperre: 'why erasing is suspended concerns the municipality',
  ...{
    outbox: 'points at nachrichten',
    inbox_entry: 'drawn from aufgaben',
    incident: 'names places of the model',
  },
  ...{
    timer: 'instants of the model',
    subscription: 'what the model waits for',
    batch_item: 'work of operators',
  },
  ...{
    signal_delivery: 'on its way to variablen',
    message_correlation: 'ids',
    message_start: 'ids',
    audit_salt: 'random numbers',
  },
};
test('every table that knows cases is part of the export or has a reason not to be', async () => {
  const rows = await welt.query<{ name: string }>(
    `SELECT DISTINCT table_name::text AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name IN ('vorgang_id', 'instance_id')`,
  );
  expect(rows.map(({ name }) => name).filter((name) => !(name in tables))).toEqual([]);
});

test('texts of the reporter cannot become part of the page', async () => {
  const { id } = await fall('<img src=x onerror=alert(1)>');
  const page = await fetch(
    `${welt.address}/api/vorgaenge/${id}/auskunft?format=html`,
    requestOf(personen.carla, 'GET'),
  );
  expect(await page.text()).not.toContain('<img');
});

test('who does not work on the case needs a reason, and only the Koordinierungsstelle may give one', async () => {
  const { id, nachname } = await fall();
  const path = `/api/vorgaenge/${id}/auskunft?format=json`;
  const others = { lernen: 404, melder: 403, gremium: 403, admin: 403, fremd: 404 };
  expect(await statusOf('GET', path)).toEqual({ carla: 200, katrin: 422, ...others });
  expect(await statusOf('GET', `${path}&${mitAnlass}`)).toEqual({ carla: 200, katrin: 200, ...others });
  expect((await personen.katrin.get(`${path}&anlass=auskunft&aktenzeichen=Frau Quirinius`)).status).toBe(400);
  const { body } = await personen.katrin.get<Json>(`${path}&${mitAnlass}`);
  expect(JSON.stringify(body['person'])).toContain(nachname);
  expect((await actionsOf(id)).at(-1)).toEqual(['auskunft.erteilt', { format: 'json', ...anfrage }]);
  // The case itself still shows her nobody.
  expect((await personen.katrin.get<Json>(`/api/vorgaenge/${id}`)).body['person']).toBeNull();
});

test('a person is found by exactly their name or birth date, and the search is remembered without them', async () => {
  const { id, referenz, nachname } = await fall();
  const find = (body: Json) =>
    personen.katrin.post<{ eintraege: { id: string; referenz: string }[] }>('/api/datenschutz/suche', {
      ...anfrage,
      ...body,
    });
  const hit = await find({ name: `  zenobia  ${nachname.toUpperCase()} ` });
  expect(hit.body.eintraege).toEqual([expect.objectContaining({ id, referenz })]);
  expect(JSON.stringify(hit.body)).not.toContain(nachname);
  for (const name of [nachname.slice(0, -1), 'Zenobia', 'Zen%', `${nachname} Zenobia`])
    expect((await find({ name })).body.eintraege).toEqual([]);
  expect((await find({ name: `Zenobia ${nachname}`, geburtsdatum: '1901-01-01' })).body.eintraege).toEqual(
    [],
  );
  expect((await find({})).status).toBe(422);
  expect((await personen.katrin.post('/api/datenschutz/suche', { name: nachname })).status).toBe(400);
  expect(await statusOf('POST', '/api/datenschutz/suche', { ...anfrage, name: 'Niemand Sonst' })).toEqual({
    ...{ carla: 403, katrin: 200, lernen: 403, melder: 403, gremium: 403, admin: 403, fremd: 200 },
  });
  expect(
    (await personen.fremd.post<Json>('/api/datenschutz/suche', { ...anfrage, name: `Zenobia ${nachname}` }))
      .body,
  ).toEqual({ eintraege: [] });
  const [noted] = await welt.query<{ data: Json }>(
    `SELECT data FROM audit_entry WHERE action = 'person.gesucht' AND tenant_id = 'rheine' ORDER BY id LIMIT 1`,
  );
  expect(noted?.data).toEqual({ ...anfrage, treffer: 1 });
});

test('who has seen the person is shown to those who work on the case and to the Koordinierungsstelle', async () => {
  const { id } = await fall();
  await personen.carla.get(`/api/vorgaenge/${id}`);
  const path = `/api/vorgaenge/${id}/einsichten`;
  expect(await statusOf('GET', path)).toEqual({
    ...{ carla: 200, katrin: 200, lernen: 404, melder: 403, gremium: 403, admin: 403, fremd: 404 },
  });
  expect((await personen.katrin.get<Json>(path)).body['eintraege']).toEqual([
    {
      am: expect.any(String),
      wer: 'Carla Ritter',
      stelle: expect.stringContaining('Caritas Rheine'),
      was: 'gelesen',
    },
  ]);
});

test('erasing on request: not while the case runs or is on hold; then nothing is left and the log stays whole', async () => {
  const { id, referenz, nachname } = await fall();
  const path = `/api/vorgaenge/${id}`;
  const akte = { aktenzeichen: 'DS-8/2026' };
  const sperre = { grund: 'Klage vor dem Sozialgericht', bis: '2999-12-31' };
  for (const [method, sub, body] of [
    ['POST', 'loeschen', akte],
    ['PUT', 'loeschsperre', sperre],
    ['DELETE', 'loeschsperre'],
    ['GET', 'loeschsperre'],
  ] as const) {
    const { katrin, ...others } = await statusOf(method, `${path}/${sub}`, body);
    expect(others).toEqual({ carla: 403, lernen: 403, melder: 403, gremium: 403, admin: 403, fremd: 404 });
    expect(katrin).toBe(method === 'POST' ? 409 : 200);
  }
  expect((await personen.katrin.post(`${path}/loeschen`, akte)).body['code']).toBe('VORGANG_LAEUFT');
  await personen.katrin.send('PUT', `${path}/loeschsperre`, sperre);
  const held = await personen.katrin.post(`${path}/loeschen`, { ...akte, beenden: true });
  expect(held).toMatchObject({ status: 409, body: { code: 'LOESCHSPERRE' } });
  // Refused as a whole: the case has not been ended.
  expect((await personen.carla.get<Json>(path)).body['status']).not.toBe('abgeschlossen');
  expect((await personen.katrin.send<Json>('DELETE', `${path}/loeschsperre`)).body).toEqual({ sperre: null });
  const done = await personen.katrin.post(`${path}/loeschen`, { ...akte, beenden: true });
  expect(done).toMatchObject({ status: 204, body: null });
  expect((await personen.carla.get(path)).status).toBe(404);
  expect(await placesOf(welt.query, [nachname, referenz])).toEqual([]);
  expect((await actionsOf(id)).at(-1)).toEqual(['erased', { anlass: 'anfrage', ...akte }]);
  await eventually(async () => (await welt.query('SELECT 1 FROM audit_pending')).length === 0);
  const { url } = welt.lauf.betrieb.database;
  const { stdout, code } = await zst(['audit', 'verify', '--kommune', 'rheine'], { DATABASE_URL: url });
  expect(stdout).toMatch(/[1-9]\d* gelöscht, alles unverändert/);
  expect(code).toBe(0);
});

interface Vorschau {
  stand: string;
  klassen: {
    klasse: string;
    frist: string;
    faellig: number;
    gesperrt: number;
    naechste: { referenz: string }[];
  }[];
  laeufe: {
    anzahl: number;
    geloescht: number;
    behalten: number;
    fertigAm: string | null;
    freigegebenVon: string;
  }[];
  darfFreigeben: boolean;
}
const vorschau = async (person: Person) => (await person.get<Vorschau>('/api/loeschen')).body;
const klasseIn = ({ klassen }: Vorschau, name: string) => klassen.find(({ klasse }) => klasse === name);

test('what is kept long enough is only proposed; the administration approves exactly what it saw', async () => {
  const alt = await fall();
  const gesperrt = await fall();
  const jung = await fall();
  for (const one of [alt, gesperrt]) await endLongAgo(one.id, 1);
  await endLongAgo(jung.id, 0);
  await personen.katrin.send('PUT', `/api/vorgaenge/${gesperrt.id}/loeschsperre`, { grund: 'Prüfung' });
  expect(await statusOf('GET', '/api/loeschen')).toEqual({
    ...{ carla: 403, katrin: 200, lernen: 403, melder: 403, gremium: 403, admin: 200, fremd: 200 },
  });
  const seen = await vorschau(personen.admin);
  expect(klasseIn(seen, 'meldung')).toMatchObject({ frist: 'P6M', faellig: 1, gesperrt: 1 });
  expect(klasseIn(seen, 'meldung')?.naechste.map(({ referenz }) => referenz)).toEqual(
    expect.arrayContaining([alt.referenz, gesperrt.referenz, jung.referenz]),
  );
  expect(JSON.stringify(seen)).not.toContain(alt.nachname);
  expect(klasseIn(await vorschau(personen.fremd), 'meldung')).toMatchObject({ faellig: 0 });
  const freigabe = { klasse: 'meldung', stand: seen.stand, anzahl: 1 };
  expect(await statusOf('POST', '/api/loeschen/freigaben', { ...freigabe, anzahl: 7 })).toEqual({
    ...{ carla: 403, katrin: 403, lernen: 403, melder: 403, gremium: 403, admin: 409, fremd: 403 },
  });
  expect(await personen.admin.post('/api/loeschen/freigaben', freigabe)).toMatchObject({ status: 200 });
  await eventually(async () => (await vorschau(personen.admin)).laeufe[0]?.fertigAm);
  expect((await vorschau(personen.katrin)).laeufe[0]).toMatchObject({ anzahl: 1, geloescht: 1, behalten: 0 });
  expect(await placesOf(welt.query, [alt.nachname])).toEqual([]);
  expect(await placesOf(welt.query, [gesperrt.nachname])).not.toEqual([]);
  expect(await placesOf(welt.query, [jung.nachname])).not.toEqual([]);
});

test('what a municipality lets be erased by itself needs nobody; other classes and other municipalities wait', async () => {
  const { betrieb } = welt.lauf;
  const [meldung, fallAkte, gesperrt] = [await fall(), await fall(), await fall()];
  for (const { id } of [meldung, fallAkte, gesperrt]) await endLongAgo(id, 5);
  await welt.query(`UPDATE vorgang SET status = 'uebergeben' WHERE id = $1`, [fallAkte.id]);
  await personen.katrin.send('PUT', `/api/vorgaenge/${gesperrt.id}/loeschsperre`, { grund: 'Prüfung' });
  const exists = async (id: string) => (await welt.query('SELECT 1 FROM vorgang WHERE id = $1', [id])).length;
  await approveAutomatische(betrieb);
  expect(await welt.query(`SELECT 1 FROM loeschlauf WHERE freigegeben_von = 'system'`)).toEqual([]);
  await welt.query(
    `UPDATE tenant SET profile = jsonb_set(profile, '{aufbewahrung}', '{"meldung": {"frist": "P6M", "automatisch": true}}')
     WHERE id = 'rheine'`,
  );
  await approveAutomatische(betrieb);
  // A second look, as by another worker at the same time, finds nothing left to approve.
  await approveAutomatische(betrieb);
  const { laeufe, klassen } = await vorschau(personen.admin);
  expect(laeufe[0]).toMatchObject({ anzahl: 1, freigegebenVon: 'automatisch' });
  expect(await welt.query(`SELECT 1 FROM loeschlauf WHERE freigegeben_von = 'system'`)).toHaveLength(1);
  expect(klassen.find(({ klasse }) => klasse === 'fall')).toMatchObject({ faellig: 1 });
  while ((await new ErasureWorker(betrieb.database.dataSource).runOnce()) > 0);
  expect(await Promise.all([meldung, fallAkte, gesperrt].map(({ id }) => exists(id)))).toEqual([0, 1, 1]);
  const [noted] = await welt.query(
    `SELECT actor, data FROM audit_entry WHERE action = 'loeschen.freigegeben' ORDER BY id DESC LIMIT 1`,
  );
  expect(noted).toEqual({ actor: 'system', data: { klasse: 'meldung', anzahl: 1 } });
});

test('a run goes on where a crash has left it, and what has been put on hold meanwhile stays', async () => {
  const faelle = [await fall(), await fall(), await fall()];
  for (const { id } of faelle) await endLongAgo(id, 2);
  const { database } = welt.lauf.betrieb;
  const [lauf] = await welt.query<{ id: string }>(
    `INSERT INTO loeschlauf (tenant_id, klasse, freigegeben_von, anzahl) VALUES ('rheine', 'meldung', 'system', 3) RETURNING id`,
  );
  await personen.katrin.send('PUT', `/api/vorgaenge/${faelle[2]?.id}/loeschsperre`, { grund: 'Prüfung' });
  // The second of a chunk fails: the chunk is undone as a whole and done again.
  await welt.query(
    `CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''power cut''; END';
     CREATE TRIGGER crash BEFORE DELETE ON vorgang_person FOR EACH ROW WHEN (OLD.vorgang_id = '${faelle[1]?.id}') EXECUTE FUNCTION crash()`,
  );
  await welt.query(
    `INSERT INTO loeschlauf_posten (tenant_id, lauf_id, objekt_id, status) SELECT 'rheine', $1, unnest($2::uuid[]), 'wartet'`,
    [lauf?.id, faelle.map(({ id }) => id)],
  );
  await expect(
    new ErasureWorker(database.dataSource, { chunk: 1 })
      .runOnce()
      .then(() => new ErasureWorker(database.dataSource).runOnce()),
  ).rejects.toThrow(/power cut/);
  await welt.query('DROP FUNCTION crash CASCADE');
  while ((await new ErasureWorker(database.dataSource, { chunk: 1 }).runOnce()) > 0);
  const [after] = await welt.query(
    'SELECT geloescht, finished_at IS NOT NULL AS fertig FROM loeschlauf WHERE id = $1',
    [lauf?.id],
  );
  expect(after).toEqual({ geloescht: 2, fertig: true });
  expect(
    await welt.query('SELECT objekt_id AS id, status FROM loeschlauf_posten WHERE lauf_id = $1', [lauf?.id]),
  ).toEqual([{ id: faelle[2]?.id, status: 'gesperrt' }]);
});
