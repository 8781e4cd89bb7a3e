import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  aufgabeOf,
  beispiel,
  eventually,
  melden,
  Welt,
  type Json,
  type Person,
  type Quittung,
} from './welt.js';

let welt: Welt;
let office: Person;
const path = '/api/oeffentlich/kommunen/rheine/meldungen';

beforeAll(async () => {
  welt = await Welt.open();
  office = welt.anyone();
});
afterAll(() => welt.stop());

test('the public pages of a municipality: description and form', async () => {
  const { body: kommunen } = await office.get<Json[]>('/api/oeffentlich/kommunen');
  expect(kommunen).toContainEqual({ id: 'rheine', name: 'Stadt Rheine' });
  const { body: rheine } = await office.get<{ zugaenge: Json[] }>('/api/oeffentlich/kommunen/rheine');
  expect(rheine.zugaenge[0]).toEqual({
    id: 'meldung',
    name: expect.any(String),
    beschreibung: expect.any(String),
    zielgruppe: expect.any(String),
  });
  const { body: formular } = await office.get('/api/oeffentlich/kommunen/rheine/zugaenge/meldung/formular');
  expect(formular).toMatchObject({ id: 'meldung', version: 1, schema: { type: 'default' } });
  for (const unknown of ['/nirgendwo', '/rheine/zugaenge/nix/formular'])
    expect(await office.get(`/api/oeffentlich/kommunen${unknown}`)).toMatchObject({
      status: 404,
      body: { code: 'NICHT_GEFUNDEN' },
    });
});

test('a Meldung gets a reference and travels to the Träger; the reporter follows it with reference and PIN', async () => {
  const quittung = await melden(office, 'rheine', beispiel('rheine', 0));
  expect(quittung.referenz).toMatch(/^RHE-\d{4}-[0-9A-Z]{6}$/);
  expect(quittung.pin).toMatch(/^\d{8}$/);
  expect(quittung.naechsteSchritte.length).toBeGreaterThan(0);
  expect(quittung.antworten.map(({ antwort }) => antwort)).toContain('Samira');

  const caritas = await welt.person('cm.caritas@rheine.example');
  const aufgabe = await aufgabeOf(caritas, quittung.referenz);
  const { body: detail } = await caritas.get<Json>(`/api/aufgaben/${aufgabe.id}`);
  expect(detail).toMatchObject({
    status: 'offen',
    vorschlag: { ziel: 'CM', traeger: 'caritas-rheine', traegerName: 'Caritas Rheine (links der Ems)' },
    aktionen: [{ schluessel: 'annehmen', antworten: { entscheidung: 'annehmen' } }],
    formular: { id: 'vorschlag_bestaetigen' },
  });
  expect(JSON.stringify(detail)).not.toMatch(/Samira|Haddad/);

  const done = await caritas.post<Json>(`/api/aufgaben/${aufgabe.id}/abschliessen`, {
    antworten: { entscheidung: 'annehmen' },
  });
  expect(done).toMatchObject({ status: 200, body: { vorgangId: aufgabe.vorgang.id } });
  await aufgabeOf(caritas, quittung.referenz, /Annahme/);
  const status = await office.post<Json>('/api/oeffentlich/status', quittung);
  expect(status).toMatchObject({
    status: 200,
    body: {
      referenz: quittung.referenz,
      kommune: { id: 'rheine' },
      status: 'zugewiesen',
      statusText: 'Zugewiesen',
    },
  });
});

test('the case explains itself: answers, person, reasons, course, diagram', async () => {
  const { referenz } = await melden(office, 'rheine', beispiel('rheine', 0));
  const caritas = await welt.person('cm.caritas@rheine.example');
  const { vorgang } = await aufgabeOf(caritas, referenz);
  const { body } = await caritas.get<Record<string, never>>(`/api/vorgaenge/${vorgang.id}`);
  expect(body).toMatchObject({
    referenz,
    art: 'meldung',
    zugriff: 'voll',
    modellVersion: 1,
    darfAnliegen: true,
  });
  expect(JSON.stringify(body['person'])).toContain('Haddad');
  expect(JSON.stringify(body['angaben'])).not.toContain('Haddad');
  const { begruendung, positionen, verlauf } = body as unknown as {
    begruendung: {
      tabelle: string;
      version: number;
      eingaben: Json[];
      zeilen: { text: string; quelle: string }[];
    }[];
    positionen: { warumHier: string; elementId: string }[];
    verlauf: { text: string }[];
  };
  expect(begruendung.length).toBeGreaterThanOrEqual(3);
  expect(begruendung.some(({ zeilen }) => zeilen.some(({ quelle }) => quelle))).toBe(true);
  expect(positionen[0]).toMatchObject({
    elementId: 'Task_VorschlagBestaetigen',
    worauf: 'wartet auf Caritas Rheine (links der Ems) (Case Management)',
    warumHier: expect.stringMatching(/\.$/),
  });
  expect(verlauf[0]?.text).toBe('Meldung eingegangen');
  const { body: diagramm } = await caritas.get<{ xml: string; aktiv: string[]; erledigt: string[] }>(
    `/api/vorgaenge/${vorgang.id}/diagramm`,
  );
  expect(diagramm.xml).toContain('id="zusteuerung"');
  expect(diagramm.aktiv).toContain('Task_VorschlagBestaetigen');
  expect(diagramm.erledigt).toContain('Start_Meldung');
});

test('the same key gives the first answer again, another body with it is refused', async () => {
  const meldung = beispiel('rheine', 1);
  const headers = { 'idempotency-key': 'k-1' };
  const answers = await Promise.all([1, 2, 3].map(() => office.post<Quittung>(path, meldung, headers)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  const first = answers[0]?.body;
  expect((await office.post('/api/oeffentlich/status', first)).status).toBe(200);
  const other = beispiel('rheine', 1, { melder_name: 'Jemand anders' });
  expect(await office.post(path, other, headers)).toMatchObject({
    status: 409,
    body: { code: 'SCHLUESSEL_VERWENDET' },
  });
  const rows = await welt.query(`SELECT response::text AS text FROM idempotency_key`);
  expect(JSON.stringify(rows)).not.toContain(first?.pin);
});

test('a bad Meldung is refused with one message per field and nothing is stored', async () => {
  const count = async () => (await welt.query(`SELECT count(*)::int AS n FROM vorgang`))[0]?.['n'];
  const before = await count();
  const { status, body } = await office.post<{ code: string; fehler: { feld: string; text: string }[] }>(
    path,
    {
      zugang: 'meldung',
      antworten: { meldende_art: 'gibtsnicht', melder_email: 'keine', unbekannt: 1 },
    },
  );
  expect([status, body.code]).toEqual([422, 'EINGABE']);
  const felder = body.fehler.map(({ feld }) => feld);
  expect(new Set(felder).size).toBe(felder.length);
  expect(felder).toEqual(expect.arrayContaining(['meldende_art', 'melder_name', 'melder_email']));
  expect(body.fehler.every(({ text }) => /^[A-ZÄÖÜ„].*[.?!]$/.test(text))).toBe(true);
  expect(await count()).toBe(before);
});

test('unknown reference and wrong PIN get the same answer', async () => {
  const { referenz, pin } = await melden(office, 'rheine', beispiel('rheine', 3));
  const ask = (abfrage: Json) => office.post('/api/oeffentlich/status', abfrage);
  const wrong = await ask({ referenz, pin: '00000000' });
  expect(wrong).toMatchObject({ status: 404, body: { code: 'STATUS_UNBEKANNT' } });
  for (const abfrage of [
    { referenz: 'RHE-2026-222222', pin },
    { referenz: 'x', pin: '' },
  ])
    expect((await ask(abfrage)).body).toEqual(wrong.body);
  expect(
    (await ask({ referenz: referenz.toLowerCase(), pin: `${pin.slice(0, 4)} ${pin.slice(4)}` })).status,
  ).toBe(200);
});

test('every bad input is answered, none crashes', async () => {
  const bad: [string, string, unknown][] = [
    ['POST', path, '{'],
    ['POST', path, '[]'],
    ['POST', path, 'null'],
    ['POST', path, { zugang: 1, antworten: 'x' }],
    [
      'POST',
      path,
      { zugang: 'meldung', antworten: { __proto__: { x: 1 }, lebensbereiche: { a: '\u0000' } } },
    ],
    [
      'POST',
      path,
      `{"zugang":"meldung","antworten":{"anlass":"\\ud800 \\u0000","x":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
    ],
    ['POST', path, `"${'x'.repeat(300_000)}"`],
    ['GET', '/api/oeffentlich/kommunen/%00', undefined],
    ['GET', '/api/oeffentlich/kommunen/%ff', undefined],
    ['POST', '/api/oeffentlich/status', { referenz: { $gt: '' }, pin: [] }],
    ['POST', '/api/anmeldung', { email: ['a'], passwort: {} }],
    ['GET', '/api/gibtesnicht', undefined],
    ['PUT', path, {}],
  ];
  for (const [method, url, body] of bad) {
    const { status, body: answer } = await office.send<Json>(method, url, body);
    expect([url, status >= 400 && status < 500, typeof answer['code']]).toEqual([url, true, 'string']);
    expect(answer['message']).toMatch(/[.?!]$/);
  }
  expect((await office.get('/health/ready')).status).toBe(200);
});

test('too many attempts are refused for a while', async () => {
  const small = await Welt.open({ LIMIT_STATUS: '3' });
  try {
    const visitor = small.anyone();
    const codes = [];
    for (let i = 0; i < 4; i++)
      codes.push((await visitor.post('/api/oeffentlich/status', { referenz: 'x', pin: '1' })).status);
    expect(codes).toEqual([404, 404, 404, 429]);
    expect((await visitor.get('/api/oeffentlich/kommunen')).status).toBe(200);
  } finally {
    await small.stop();
  }
});

test('the reporter is told by mail and on the status page, staff get a link, nobody gets personal data', async () => {
  const quittung = await melden(office, 'rheine', beispiel('rheine', 0));
  const admin = await welt.person('admin@rheine.example');
  const mail = await eventually(async () => {
    const { body } = await admin.get<{ eintraege: { an: string; betreff: string; text: string }[] }>(
      '/api/postfach',
    );
    return body.eintraege.find(({ betreff }) => betreff.includes(quittung.referenz));
  });
  expect(mail.an).toBe('Meldende Stelle');
  expect(mail.text).toContain('http://kim.test/status');
  expect(mail.text).not.toMatch(/Samira|Haddad|\{\{/);
  const { body: status } = await office.post<{ verlauf: { text: string }[] }>(
    '/api/oeffentlich/status',
    quittung,
  );
  expect(status.verlauf.map(({ text }) => text).join('\n')).not.toMatch(/Guten Tag|https?:/);
});

/** As a process does that shares nothing with this one but the database. */
async function deployElsewhere(comment: string, meldungForm = 'f.content'): Promise<void> {
  await welt.query(
    `WITH neu AS (
      INSERT INTO deployment (id, tenant_id, version, comment, created_by, created_at, hash)
      SELECT gen_random_uuid(), tenant_id, version + 1, $1, created_by, now(), $1
      FROM deployment WHERE tenant_id = 'rheine' ORDER BY version DESC LIMIT 1 RETURNING id, tenant_id, version
    ) INSERT INTO deployment_file (deployment_id, path, content, sha256)
    SELECT neu.id, f.path, CASE f.path WHEN 'meldung.form' THEN ${meldungForm} ELSE f.content END, f.sha256
    FROM neu JOIN deployment d ON d.tenant_id = neu.tenant_id AND d.version = neu.version - 1
      JOIN deployment_file f ON f.deployment_id = d.id`,
    [comment],
  );
}

async function versionOf(referenz: string): Promise<string | undefined> {
  const [row] = await welt.query<{ comment: string }>(
    `SELECT d.comment FROM process_instance i JOIN deployment d ON d.id = i.deployment_id WHERE i.business_key = $1`,
    [referenz],
  );
  return row?.comment;
}

test('another process has deployed: a Meldung begins on its version, and what that takes is not refused', async () => {
  const eingabe = beispiel('rheine', 0);
  await melden(office, 'rheine', eingabe);
  await deployElsewhere('zweite');
  expect(await versionOf((await melden(office, 'rheine', eingabe)).referenz)).toBe('zweite');

  const { melder_name: _, ...ohneNamen } = eingabe.antworten;
  const body = { zugang: eingabe.zugang, antworten: ohneNamen };
  expect(await office.post(path, body)).toMatchObject({ status: 422 });
  await deployElsewhere(
    'dritte',
    `regexp_replace(f.content, '"required":\\s*true', '"required": false', 'g')`,
  );
  const { status, body: quittung } = await office.post<Quittung>(path, body);
  expect(status).toBe(201);
  expect(await versionOf(quittung.referenz)).toBe('dritte');
});
