import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ablehnen, anderswohin, type Einwilligungen } from './einwilligungen.js';
import {
  aufgabeOf,
  beispiel,
  beispielEinwilligung as neue,
  eventually,
  melden,
  Welt,
  type Aufgabe,
  type Json,
  type Person,
} from './welt.js';

let welt: Welt;
let carla: Person;
let katrin: Person;

beforeAll(async () => {
  welt = await Welt.open();
  carla = await welt.person('cm.caritas@rheine.example');
  katrin = await welt.person('koordination@rheine.example');
});
afterAll(() => welt.stop());

const meldung = (antworten: Json = {}) => melden(welt.anyone(), 'rheine', beispiel('rheine', 0, antworten));
const consentsOf = async (id: string, person = carla) =>
  (await person.get<Einwilligungen>(`/api/vorgaenge/${id}/einwilligungen`)).body;
const complete = (person: Person, { id }: Aufgabe, antworten: Json) =>
  person.post(`/api/aufgaben/${id}/abschliessen`, { antworten });

test('the answers of a Meldung become a consent with the text of its form, its recipients and its form', async () => {
  const { vorgang } = await aufgabeOf(carla, (await meldung({ einwilligung_am: '2026-01-15' })).referenz);
  const { eintraege, gestopptSeit, vorlage } = await consentsOf(vorgang.id);
  expect(eintraege).toEqual([
    expect.objectContaining({
      form: 'schriftlich',
      durch: 'person',
      erteiltAm: '2026-01-15',
      erfasstVon: 'Meldende Stelle',
      sprache: 'de',
      zwecke: ['Prüfung der Zuständigkeit', 'Kontaktaufnahme'],
      paketVersion: expect.any(Number),
      widerrufenAm: null,
      schriftformFehlt: [],
    }),
  ]);
  expect(eintraege[0]?.text).toMatch(/freiwillig und vertraulich.*\n\nHat die Person .* eingewilligt\? Ja$/s);
  expect(eintraege[0]?.text).toBe(vorlage?.text);
  expect(eintraege[0]?.empfaenger).toEqual([
    { id: 'caritas-rheine', name: 'Caritas Rheine (links der Ems)' },
    { id: 'ks-rheine', name: 'Koordinierungsstelle KIM Rheine' },
    { id: 'art:traeger', name: 'das zuständige Case Management' },
  ]);
  expect(gestopptSeit).toBeNull();
});

test('without consent there is no record; where church law asks for writing, a spoken one is marked', async () => {
  const spoken = await aufgabeOf(carla, (await meldung({ einwilligung_form: 'muendlich' })).referenz);
  expect((await consentsOf(spoken.vorgang.id)).eintraege[0]?.schriftformFehlt).toEqual([
    'Caritas Rheine (links der Ems)',
  ]);
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 6));
  const [row] = await welt.query<{ n: number }>(
    `SELECT count(e.id)::int AS n FROM vorgang v LEFT JOIN einwilligung e ON e.vorgang_id = v.id WHERE v.referenz = $1`,
    [referenz],
  );
  expect(row).toEqual({ n: 0 });
});

test('by hand: church law refuses another form without circumstances, wrong input is named', async () => {
  const { vorgang } = await aufgabeOf(carla, (await meldung()).referenz);
  const post = (more: Json) =>
    carla.post(`/api/vorgaenge/${vorgang.id}/einwilligungen`, { ...neue, ...more });
  const kdg = { empfaenger: ['caritas-rheine'], form: 'muendlich' };
  expect(await post(kdg)).toMatchObject({
    status: 422,
    body: { fehler: [{ feld: 'umstaende', code: 'SCHRIFTFORM' }] },
  });
  expect(await post({ empfaenger: ['nirgendwo'] })).toMatchObject({ status: 422 });
  expect(await post({ erteiltAm: '2999-01-01' })).toMatchObject({
    status: 422,
    body: { fehler: [{ feld: 'erteiltAm' }] },
  });
  expect((await post({ form: 'irgendwie' })).status).toBe(400);
  const umstaende = 'Die Person kann nicht schreiben, eine Dolmetscherin war dabei.';
  const named = 'Frau Haddad kann nicht schreiben, eine Dolmetscherin war dabei.';
  expect(await post({ ...kdg, umstaende: named })).toMatchObject({
    status: 422,
    body: { fehler: [{ feld: 'umstaende', code: 'PERSONENBEZUG' }] },
  });
  expect((await post({ ...kdg, umstaende })).status).toBe(201);
  expect((await post({})).status).toBe(201);
  expect((await consentsOf(vorgang.id)).eintraege.map(({ form }) => form)).toEqual([
    'schriftlich',
    'muendlich',
    'schriftlich',
  ]);
});

test('after a withdrawal no other organisation gets the case, until there is a new consent', async () => {
  const { referenz } = await meldung();
  const aufgabe = await aufgabeOf(carla, referenz);
  const { id } = aufgabe.vorgang;
  expect(await carla.post(`/api/vorgaenge/${id}/widerruf`)).toMatchObject({
    status: 200,
    body: {
      gestopptSeit: expect.any(String),
      eintraege: [{ widerrufenAm: expect.any(String), widerrufenVon: 'Carla Ritter' }],
    },
  });
  expect(await carla.post(`/api/vorgaenge/${id}/widerruf`)).toMatchObject({
    status: 409,
    body: { code: 'SCHON_WIDERRUFEN' },
  });
  const refused = await complete(carla, aufgabe, anderswohin);
  expect(refused).toMatchObject({ status: 409, body: { code: 'EINWILLIGUNG_WIDERRUFEN' } });
  expect(refused.body['message']).toContain('rechts der Ems');
  // Nothing happened: the task is still open, and the other organisation knows nothing.
  expect((await aufgabeOf(carla, referenz)).id).toBe(aufgabe.id);
  const lernen = await welt.person('cm.lernenfoerdern@rheine.example');
  expect((await lernen.get(`/api/vorgaenge/${id}`)).status).toBe(404);
  expect((await carla.get<Json>(`/api/vorgaenge/${id}`)).body['person']).not.toBeNull();
  const mails = await welt.query('SELECT 1 FROM nachricht WHERE vorgang_id = $1 AND empfaenger LIKE $2', [
    id,
    '%lernen%',
  ]);
  expect(mails).toEqual([]);
  await carla.post(`/api/vorgaenge/${id}/einwilligungen`, neue);
  expect((await consentsOf(id)).gestopptSeit).toBeNull();
  expect((await complete(carla, aufgabe, anderswohin)).status).toBe(200);
  expect((await aufgabeOf(lernen, referenz)).vorgang.id).toBe(id);
  const noted = await welt.query<{ action: string }>(
    `SELECT action FROM audit_entry WHERE subject_id = $1 AND action LIKE 'einwilligung.%' ORDER BY id`,
    [id],
  );
  expect(noted.map(({ action }) => action)).toEqual(['einwilligung.widerrufen', 'einwilligung.erfasst']);
});

const gedeckt = async (id: string) =>
  (await consentsOf(id)).organisationen.flatMap((one) => (one.gedeckt ? one.id : [])).sort();
/** A case that came in without consent, and one that names the Caritas alone. */
async function nurCaritas(): Promise<{ referenz: string; id: string; aufgabe: Aufgabe }> {
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 4, { wohnort: 'links' }));
  const aufgabe = await aufgabeOf(carla, referenz);
  const { id } = aufgabe.vorgang;
  expect((await gedeckt(id)).length).toBeGreaterThan(7);
  await carla.post(`/api/vorgaenge/${id}/einwilligungen`, { ...neue, empfaenger: ['caritas-rheine'] });
  return { referenz, id, aufgabe };
}

test('what a form names as the responsible Case Management goes to whichever it is', async () => {
  const aufgabe = await aufgabeOf(carla, (await meldung()).referenz);
  expect(await gedeckt(aufgabe.vorgang.id)).toEqual([
    'caritas-rheine',
    'ks-rheine',
    'lernen-foerdern-rheine',
  ]);
  expect((await complete(carla, aufgabe, anderswohin)).status).toBe(200);
});

test('an organisation that no consent names does not get the case, until one names it', async () => {
  const { referenz, id, aufgabe } = await nurCaritas();
  expect(await gedeckt(id)).toEqual(['caritas-rheine']);
  const refused = await complete(carla, aufgabe, anderswohin);
  expect(refused).toMatchObject({ status: 409, body: { code: 'EINWILLIGUNG_NENNT_STELLE_NICHT' } });
  expect(refused.body['message']).toMatch(/rechts der Ems.*erweiterte Einwilligung.*„Datenschutz“/s);
  expect((await aufgabeOf(carla, referenz)).id).toBe(aufgabe.id);
  const lernen = await welt.person('cm.lernenfoerdern@rheine.example');
  expect((await lernen.get(`/api/vorgaenge/${id}`)).status).toBe(404);
  // A consent adds to those before it.
  expect((await carla.post(`/api/vorgaenge/${id}/einwilligungen`, neue)).status).toBe(201);
  expect(await gedeckt(id)).toEqual(['caritas-rheine', 'lernen-foerdern-rheine']);
  expect((await complete(carla, aufgabe, anderswohin)).status).toBe(200);
  expect((await aufgabeOf(lernen, referenz)).vorgang.id).toBe(id);
});

test('of withdrawals sent at the same moment one is recorded, the others are told', async () => {
  const { vorgang } = await aufgabeOf(carla, (await meldung()).referenz);
  const sent = await Promise.all(
    Array.from({ length: 8 }, () => carla.post(`/api/vorgaenge/${vorgang.id}/widerruf`)),
  );
  expect(sent.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
  expect(new Set(sent.map(({ body }) => body['code']))).toEqual(new Set([undefined, 'SCHON_WIDERRUFEN']));
  const noted = `SELECT 1 FROM audit_entry WHERE subject_id = $1 AND action = 'einwilligung.widerrufen'`;
  expect(await welt.query(noted, [vorgang.id])).toHaveLength(1);
});

test('who has number and PIN takes consent back on the status page: once, at once, and those at work are told', async () => {
  const quittung = await meldung();
  const kennung = { referenz: quittung.referenz, pin: quittung.pin };
  const aufgabe = await aufgabeOf(carla, quittung.referenz);
  const { id } = aufgabe.vorgang;
  const anyone = welt.anyone();
  const post = (body: Json) => anyone.post('/api/oeffentlich/status/widerruf', body);
  const stand = async () => (await anyone.post('/api/oeffentlich/status', kennung)).body['widerruf'];
  expect([(await post({ ...kennung, pin: '00000000' })).status, await stand()]).toEqual([404, 'moeglich']);
  const sent = await Promise.all([1, 2, 3, 4].map(() => post(kennung)));
  expect(sent.map(({ status, body }) => [status, body['widerruf']])).toEqual(
    Array(4).fill([200, 'gemeldet']),
  );
  expect(await stand()).toBe('gemeldet');
  expect(await consentsOf(id)).toMatchObject({
    gestopptSeit: expect.any(String),
    eintraege: [{ widerrufenVon: 'Meldende Stelle' }],
  });
  expect(await complete(carla, aufgabe, anderswohin)).toMatchObject({
    body: { code: 'EINWILLIGUNG_WIDERRUFEN' },
  });
  const mails = await welt.query<{ an: string }>(
    `SELECT empfaenger AS an FROM nachricht WHERE vorgang_id = $1 AND betreff LIKE '%: Einwilligung widerrufen' ORDER BY 1`,
    [id],
  );
  expect(mails.map(({ an }) => an)).toEqual(['cm.caritas@rheine.example', 'koordination@rheine.example']);
  // Without a consent there is nothing to take back.
  const { referenz, pin } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 4));
  expect(await post({ referenz, pin })).toMatchObject({ status: 409, body: { code: 'KEINE_EINWILLIGUNG' } });
});

test('the Koordinierungsstelle gets its task after a withdrawal, but not the person', async () => {
  const { referenz } = await meldung();
  const aufgabe = await aufgabeOf(carla, referenz);
  const { id } = aufgabe.vorgang;
  await carla.post(`/api/vorgaenge/${id}/widerruf`);
  expect((await complete(carla, aufgabe, { entscheidung: 'annehmen' })).status).toBe(200);
  const annahme = await aufgabeOf(carla, referenz, /./);
  expect((await complete(carla, annahme, ablehnen)).status).toBe(200);
  expect((await aufgabeOf(katrin, referenz)).vorgang.id).toBe(id);
  const [row] = await welt.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM beteiligung WHERE vorgang_id = $1 AND art = 'bearbeitung' AND organisation_id <> 'caritas-rheine'`,
    [id],
  );
  expect(row).toEqual({ n: 0 });
  const personFor = async () => (await katrin.get<Json>(`/api/vorgaenge/${id}`)).body['person'];
  expect(await personFor()).toBeNull();
  // Nobody else works on it any more, so the Koordinierungsstelle records what the person tells it.
  const consent = (empfaenger: string[]) =>
    katrin.post(`/api/vorgaenge/${id}/einwilligungen`, { ...neue, empfaenger });
  expect((await consent(['lernen-foerdern-rheine'])).status).toBe(201);
  expect(await personFor()).toBeNull();
  expect((await consent(['ks-rheine'])).status).toBe(201);
  expect(await personFor()).not.toBeNull();
});

/** A new version of the models for the cases to come. */
async function changeModell(pfad: string, change: (inhalt: string) => string): Promise<void> {
  const { body } = await katrin.get<{ inhalt: string }>(`/api/modelle/datei?pfad=${pfad}`);
  const { version } = (await katrin.get<{ version: number }>('/api/modelle')).body;
  const dateien = [{ pfad, inhalt: change(body.inhalt) }];
  const deployed = await katrin.post('/api/modelle/bereitstellen', {
    ...{ dateien, kommentar: 'Test', basisVersion: version },
  });
  if (deployed.status !== 201) throw new Error(JSON.stringify(deployed.body));
}

test('after a withdrawal the Koordinierungsstelle does its task without the questions about the person', async () => {
  await changeModell('vorgehen_festlegen.form', (json) => {
    const form = JSON.parse(json) as { components: Json[] };
    const label = 'Was sagt die Person dazu?';
    const frage = { type: 'textarea', id: 'F', key: 'person_meinung', label, validate: { required: true } };
    form.components.push({ ...frage, properties: { schutz: 'person' } });
    return JSON.stringify(form);
  });
  const { referenz } = await meldung();
  const aufgabe = await aufgabeOf(carla, referenz);
  const { id } = aufgabe.vorgang;
  await complete(carla, aufgabe, { entscheidung: 'annehmen' });
  await carla.post(`/api/vorgaenge/${id}/widerruf`);
  const annahme = await aufgabeOf(carla, referenz, /Annahme/);
  expect((await complete(carla, annahme, ablehnen)).status).toBe(200);
  const mine = await aufgabeOf(katrin, referenz);
  const { body, status } = await katrin.get<Json>(`/api/aufgaben/${mine.id}`);
  expect([status, body['hinweis']]).toEqual([200, expect.stringContaining('Einwilligung widerrufen')]);
  expect(JSON.stringify(body['formular'])).not.toContain('person_meinung');
  const weiter = { ziel_neu: 'KEINE_AUFNAHME', grund: 'Die Person möchte nicht mehr.' };
  const daten = `SELECT daten FROM vorgang_person WHERE vorgang_id = '${id}'`;
  const before = await welt.query(daten);
  // A page opened before the withdrawal still asks.
  expect(await complete(katrin, mine, { ...weiter, person_meinung: 'Nein' })).toMatchObject({
    status: 422,
    body: { fehler: [{ feld: 'person_meinung', code: 'OHNE_PERSON' }] },
  });
  expect((await katrin.post(`/api/aufgaben/${mine.id}/uebernehmen`)).status).toBe(200);
  expect((await katrin.post(`/api/aufgaben/${mine.id}/zurueckgeben`)).status).toBe(200);
  expect((await complete(katrin, mine, weiter)).status).toBe(200);
  expect(await welt.query(daten)).toEqual(before);
});

/** The deadline of the acceptance gives a task to this group; the reminder before it goes to more than those at work. */
const weitergabe = (gruppe: string, header = '') =>
  changeModell('zusteuerung.bpmn', (xml) =>
    xml
      .replace(
        /<bpmn:(?:service|user)Task id="Eskalieren_Annahme".*?(<bpmn:incoming>.*?)<\/bpmn:(?:service|user)Task>/s,
        `<bpmn:userTask id="Eskalieren_Annahme" name="Übernehmen"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="=[&quot;${gruppe}:case_management&quot;]" />${header}</bpmn:extensionElements>$1</bpmn:userTask>`,
      )
      .replace(
        /(id="Erinnern_Annahme".*?<zeebe:input source=")[^"]*/s,
        '$1=[ergebnis.gruppe, &quot;abh-rheine&quot;]',
      ),
  );
const due = (id: string, element: string) =>
  welt.query(
    `UPDATE timer t SET due_at = now(), available_at = now() FROM vorgang v
     WHERE v.id = $1 AND t.instance_id = v.instance_id AND t.element_id = $2`,
    [id, element],
  );
const mailsTo = async (id: string, betreff: string) => {
  const rows = await welt.query<{ an: string }>(
    'SELECT DISTINCT empfaenger AS an FROM nachricht WHERE vorgang_id = $1 AND betreff LIKE $2 ORDER BY 1',
    [id, betreff],
  );
  return rows.map(({ an }) => an);
};

test.each([
  ['is taken back', 'widerrufen'],
  ['names somebody else', 'nennt'],
])(
  'a deadline that would pass the case on although the consent %s waits, warns, and goes on later',
  async (_, warum) => {
    await weitergabe('lernen-foerdern-rheine');
    const { referenz, id, aufgabe } = await nurCaritas();
    await complete(carla, aufgabe, { entscheidung: 'annehmen' });
    await aufgabeOf(carla, referenz, /Annahme/);
    await due(id, 'Frist_Annahme');
    const reminded = async () => ((await mailsTo(id, 'Erinnerung%')).length > 0 ? true : undefined);
    await eventually(reminded);
    expect(await mailsTo(id, 'Erinnerung%')).toEqual(['cm.caritas@rheine.example']);
    if (warum === 'widerrufen') await carla.post(`/api/vorgaenge/${id}/widerruf`);
    await due(id, 'Frist_Annahme_Koordination');
    const wartet = async () =>
      (
        await carla.get<{ positionen: { worauf: string; warumHier: string }[] }>(`/api/vorgaenge/${id}`)
      ).body.positionen.find(({ worauf }) => worauf === 'wartet auf eine neue Einwilligung');
    expect((await eventually(wartet)).warumHier).toContain('erfassen Sie sie');
    expect(await mailsTo(id, '%wartet auf eine neue Einwilligung')).toEqual([
      'cm.caritas@rheine.example',
      'koordination@rheine.example',
    ]);
    const lernen = await welt.person('cm.lernenfoerdern@rheine.example');
    expect((await lernen.get(`/api/vorgaenge/${id}`)).status).toBe(404);
    await carla.post(`/api/vorgaenge/${id}/einwilligungen`, neue);
    expect((await aufgabeOf(lernen, referenz)).name).toBe('Übernehmen');
    expect(await wartet()).toBeUndefined();
  },
);

test('a task that has another legal basis than consent reaches whom it is for, also after a withdrawal', async () => {
  const header =
    '<zeebe:taskHeaders><zeebe:header key="rechtsgrundlage" value="§ 4 Abs. 3 KKG" /></zeebe:taskHeaders>';
  await weitergabe('jugendamt-rheine', header);
  const { referenz, id, aufgabe } = await nurCaritas();
  await complete(carla, aufgabe, { entscheidung: 'annehmen' });
  await aufgabeOf(carla, referenz, /Annahme/);
  await carla.post(`/api/vorgaenge/${id}/widerruf`);
  await due(id, 'Frist_Annahme_Koordination');
  const working = `SELECT 1 FROM beteiligung WHERE vorgang_id = $1 AND organisation_id = 'jugendamt-rheine' AND art = 'bearbeitung'`;
  await eventually(async () => (await welt.query(working, [id]))[0]);
});

test('who works on the case and the Koordinierungsstelle record consent and withdrawal, all others see nothing', async () => {
  const { vorgang } = await aufgabeOf(carla, (await meldung()).referenz);
  const path = `/api/vorgaenge/${vorgang.id}`;
  expect((await consentsOf(vorgang.id, katrin)).darfErfassen).toBe(true);
  const answers: Record<string, number[]> = {};
  for (const email of [
    'cm.lernenfoerdern@rheine.example',
    'koordination@rheine.example',
    'jobcenter@rheine.example',
    'lenkungsgruppe@rheine.example',
    'admin@rheine.example',
    'koordination@en-kreis.example',
  ]) {
    const person = await welt.person(email);
    answers[email.split('@')[0] + (email.includes('en-kreis') ? '-en' : '')] = [
      (await person.get(`${path}/einwilligungen`)).status,
      (await person.post(`${path}/einwilligungen`, neue)).status,
      (await person.post(`${path}/widerruf`)).status,
    ];
  }
  expect(answers).toEqual({
    'cm.lernenfoerdern': [404, 404, 404],
    koordination: [200, 201, 200],
    jobcenter: [403, 403, 403],
    lenkungsgruppe: [403, 403, 403],
    admin: [403, 403, 403],
    'koordination-en': [404, 404, 404],
  });
  expect((await welt.anyone().get(`${path}/einwilligungen`)).status).toBe(401);
});
