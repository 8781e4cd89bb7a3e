import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aufgabeOf, beispiel, eventually, melden, Welt, type Json, type Person } from './welt.js';

let welt: Welt;
let carla: Person;
let koordination: Person;
let admin: Person;

beforeAll(async () => {
  welt = await Welt.open();
  carla = await welt.person('cm.caritas@rheine.example');
  koordination = await welt.person('koordination@rheine.example');
  admin = await welt.person('admin@rheine.example');
});
afterAll(() => welt.stop());

const begruendung = 'Tippfehler in der Frist, Absprache mit der Caritas';

interface Stelle {
  marke: string;
  elementId: string;
  stoerung: { schluessel: string; ausdruck: string; eingaben: Json } | null;
}
interface Ablauf {
  stand: number;
  stellen: Stelle[];
  variablen: Json | null;
  titel: string | null;
}
interface Stoerung {
  ablaufId: string;
  referenz: string;
  elementId: string;
  code: string;
  prozess: string;
  titel: string | null;
}

const ablauf = async (id: string, wer = koordination) =>
  (await wer.get<Ablauf>(`/api/betrieb/ablaeufe/${id}`)).body;

const ablaufOf = async (vorgang: string) =>
  (await koordination.get<{ ablaufId: string }>(`/api/vorgaenge/${vorgang}`)).body.ablaufId;

async function neuerFall(): Promise<{
  referenz: string;
  vorgang: string;
  ablaufId: string;
  aufgabe: string;
}> {
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const aufgabe = await aufgabeOf(carla, referenz);
  const ablaufId = await ablaufOf(aufgabe.vorgang.id);
  return { referenz, vorgang: aufgabe.vorgang.id, ablaufId, aufgabe: aufgabe.id };
}

const eingriff = async (id: string, body: Json, wer = koordination, headers: Json = {}) => {
  const { stand } = await ablauf(id, wer);
  return wer.post<{ folgen: { art: string; text: string }[]; code?: string }>(
    `/api/betrieb/ablaeufe/${id}/eingriff`,
    { stand, begruendung, ...body },
    headers,
  );
};

/** A case that stands still, because a deadline is no duration. */
async function gestoert() {
  const fall = await neuerFall();
  const { variablen } = await ablauf(fall.ablaufId);
  const fristen = { ...(variablen?.['fristen'] as Json), annahme: 'bald' };
  await eingriff(fall.ablaufId, { art: 'variablen', variablen: { fristen } });
  const { body } = await carla.get<{ aktionen: { antworten: Json }[] }>(`/api/aufgaben/${fall.aufgabe}`);
  const antworten = body.aktionen[0]?.antworten;
  await carla.post(`/api/aufgaben/${fall.aufgabe}/abschliessen`, { antworten });
  return { ...fall, richtig: variablen?.['fristen'] };
}

const stoerungOf = async (person: Person, referenz: string) =>
  (await person.get<{ eintraege: Stoerung[] }>('/api/betrieb/stoerungen')).body.eintraege.find(
    (one) => one.referenz === referenz,
  );

test('without incidents the list is empty', async () => {
  expect((await koordination.get('/api/betrieb/stoerungen')).body).toEqual({ eintraege: [], weiter: null });
  expect((await koordination.get('/api/betrieb/uebersicht')).body).toEqual({ anzahl: 0, arten: [] });
});

test('an incident is found, explained, and gone after a retry with the mended variable; the history says why', async () => {
  const fall = await gestoert();
  const stoerung = await stoerungOf(koordination, fall.referenz);
  expect(stoerung).toMatchObject({ ablaufId: fall.ablaufId, prozess: 'zusteuerung' });
  // Her organisation's last task is done, but where the case goes on is open.
  expect((await carla.get(`/api/vorgaenge/${fall.vorgang}`)).status).toBe(200);
  const { body: uebersicht } = await koordination.get<{ anzahl: number }>('/api/betrieb/uebersicht');
  expect(uebersicht.anzahl).toBe(1);
  const { stellen } = await ablauf(fall.ablaufId);
  const offen = stellen.find((one) => one.stoerung)!.stoerung!;
  expect(offen.eingaben).toMatchObject({ fristen: { annahme: 'bald' } });

  const nochmal = { art: 'wiederholen', schluessel: offen.schluessel };
  const { stand } = await ablauf(fall.ablaufId);
  const vorschau = await koordination.post<{ folgen: { art: string; text: string }[] }>(
    `/api/betrieb/ablaeufe/${fall.ablaufId}/vorschau`,
    { ...nochmal, stand, begruendung },
  );
  expect(vorschau.body.folgen.some(({ art }) => art === 'warnung')).toBe(true);
  expect((await ablauf(fall.ablaufId)).stand).toBe(stand);

  const fertig = await eingriff(fall.ablaufId, { ...nochmal, variablen: { fristen: fall.richtig } });
  expect(fertig.status).toBe(200);
  expect(JSON.stringify(fertig.body.folgen)).toContain('Annahme');
  expect(await stoerungOf(koordination, fall.referenz)).toBeUndefined();
  await aufgabeOf(carla, fall.referenz, /Annahme/);
  const { body } = await carla.get<{ verlauf: { text: string; wer: string | null }[] }>(
    `/api/vorgaenge/${fall.vorgang}`,
  );
  const zeile = body.verlauf.find(({ text }) => text.startsWith('Nach einer Störung neu versucht'));
  expect(zeile?.text).toContain(begruendung);
  expect(zeile?.wer).not.toBeNull();
});

test('administration sees the place and may retry, but neither title nor variables nor any other step', async () => {
  const fall = await gestoert();
  expect(await stoerungOf(admin, fall.referenz)).toMatchObject({ titel: null, vorgangId: null });
  const gesehen = await ablauf(fall.ablaufId, admin);
  expect(gesehen).toMatchObject({ titel: null, variablen: null });
  const offen = gesehen.stellen.find((one) => one.stoerung)!.stoerung!;
  expect(offen.eingaben).toBeNull();
  const nochmal = { art: 'wiederholen', schluessel: offen.schluessel };
  expect((await eingriff(fall.ablaufId, nochmal, admin)).status).toBe(200);
  for (const body of [
    { art: 'abbrechen' },
    { art: 'variablen', variablen: { x: 1 } },
    { ...nochmal, variablen: { x: 1 } },
    { art: 'versetzen', von: ['1'], nach: ['Task_Abgeben'] },
  ])
    expect((await eingriff(fall.ablaufId, body, admin)).status).toBe(403);
  await eingriff(fall.ablaufId, { art: 'abbrechen' });
});

test('moving takes the task away and makes the new one, with the consequences said before', async () => {
  const fall = await neuerFall();
  const { stellen, stand } = await ablauf(fall.ablaufId);
  const von = stellen.filter(({ elementId }) => elementId === 'Task_VorschlagBestaetigen');
  const body = {
    art: 'versetzen',
    von: von.map(({ marke }) => marke),
    nach: ['Task_VorgehenFestlegen'],
    stand,
    begruendung,
  };
  const path = `/api/betrieb/ablaeufe/${fall.ablaufId}`;
  const vorschau = await koordination.post<Json>(`${path}/vorschau`, body);
  const getan = await koordination.post<Json>(`${path}/eingriff`, body, { 'idempotency-key': 'k1' });
  expect(getan).toMatchObject({ status: 200, body: vorschau.body });
  const text = JSON.stringify(getan.body);
  expect(text).toContain('Die Aufgabe „Vorschlag bestätigen“ entfällt.');
  expect(text).toContain('Die Aufgabe „Weiteres Vorgehen festlegen“ entsteht');
  const wieder = await koordination.post<Json>(`${path}/eingriff`, body, { 'idempotency-key': 'k1' });
  expect(wieder.body).toEqual(getan.body);
  const zuSpaet = await koordination.post<Json>(`${path}/eingriff`, body);
  expect(zuSpaet).toMatchObject({ status: 409, body: { code: 'INSTANCE_MOVED_ON' } });
  expect((await carla.post(`/api/aufgaben/${fall.aufgabe}/abschliessen`, { antworten: {} })).status).not.toBe(
    200,
  );
});

test('a cancelled case is closed for everybody, also on the status page', async () => {
  const { referenz, pin } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const aufgabe = await aufgabeOf(carla, referenz);
  const ablaufId = await ablaufOf(aufgabe.vorgang.id);
  expect((await eingriff(ablaufId, { art: 'abbrechen' })).status).toBe(200);
  const auskunft = await welt.anyone().post<Json>('/api/oeffentlich/status', { referenz, pin });
  expect(auskunft.body).toMatchObject({ statusText: 'Abgeschlossen' });
  // With the end of the case the organisation's part in it has ended, too.
  expect((await carla.get<Json>(`/api/aufgaben/${aufgabe.id}`)).status).toBe(404);
  expect(await ablauf(ablaufId)).toMatchObject({ status: 'abgebrochen', stellen: [], darfEingreifen: false });
});

test('a reason is wanted, and it names nobody', async () => {
  const fall = await neuerFall();
  expect((await eingriff(fall.ablaufId, { art: 'abbrechen', begruendung: ' zu kurz ' })).status).toBe(400);
  const mitMail = { art: 'abbrechen', begruendung: 'Bitte an amira@example.org schreiben' };
  expect(await eingriff(fall.ablaufId, mitMail)).toMatchObject({
    status: 422,
    body: { fehler: [{ feld: 'begruendung', code: 'PERSONENBEZUG' }] },
  });
});

test('who tries out names in reasons waits soon, with an idempotency key, too, and it is remembered', async () => {
  const { vorgang, ablaufId } = await neuerFall();
  const [person] = await welt.query<{ daten: Json }>(
    'SELECT daten FROM vorgang_person WHERE vorgang_id = $1',
    [vorgang],
  );
  const name = String(person?.daten['person_nachname']);
  const { stand } = await ablauf(ablaufId, admin);
  const versuche = Array.from({ length: 14 }, async (_, n) => {
    const raten = {
      art: 'wiederholen',
      schluessel: 'x',
      stand,
      begruendung: `Es geht wohl um ${name}, oder?`,
    };
    const mit = { 'idempotency-key': `raten-${n}` };
    return (await admin.post(`/api/betrieb/ablaeufe/${ablaufId}/vorschau`, raten, mit)).status;
  });
  const antworten = await Promise.all(versuche);
  expect(new Set(antworten)).toEqual(new Set([422, 429]));
  const entries = await welt.query(
    `SELECT 1 FROM audit_entry WHERE action = 'person.genannt' AND subject_id = $1`,
    [vorgang],
  );
  expect(entries).toHaveLength(antworten.filter((status) => status === 422).length);
});

test('cases move to a new version in the background: preview, mapping, progress, result', async () => {
  const fall = await neuerFall();
  const { body: paket } = await koordination.get<{ version: number }>('/api/modelle');
  const pfad = 'zusteuerung.bpmn';
  const { body: datei } = await koordination.get<{ inhalt: string }>(`/api/modelle/datei?pfad=${pfad}`);
  const inhalt = datei.inhalt.replaceAll('Task_VorschlagBestaetigen', 'Task_VorschlagPruefen');
  const neu = await koordination.post('/api/modelle/bereitstellen', {
    dateien: [{ pfad, inhalt }],
    kommentar: 'Aufgabe umbenannt',
    basisVersion: paket.version,
  });
  expect(neu.status).toBe(201);
  const plan = {
    prozess: 'zusteuerung',
    vonVersion: paket.version,
    nachVersion: paket.version + 1,
    ablaufId: fall.ablaufId,
    zuordnung: {},
  };
  const vorschau = await koordination.post<Json>('/api/betrieb/umzuege/vorschau', plan);
  expect(vorschau.body).toMatchObject({
    anzahl: 1,
    brauchtZuordnung: 1,
    eintraege: [{ referenz: fall.referenz, ergebnis: 'zuordnung', stellen: ['Vorschlag bestätigen'] }],
    zuordnungen: [{ elementId: 'Task_VorschlagBestaetigen', art: 'userTask' }],
  });
  const zuordnung = { Task_VorschlagBestaetigen: 'Task_VorschlagPruefen' };
  const besser = await koordination.post<Json>('/api/betrieb/umzuege/vorschau', { ...plan, zuordnung });
  expect(besser.body).toMatchObject({ moeglich: 1, brauchtZuordnung: 0, blockiert: 0 });
  const begonnen = await koordination.post<{ id: string }>('/api/betrieb/umzuege', {
    ...plan,
    zuordnung,
    begruendung,
  });
  expect(begonnen).toMatchObject({ status: 201, body: { anzahl: 1 } });
  const lauf = await eventually(async () => {
    const { body } = await koordination.get<Json>(`/api/betrieb/laeufe/${begonnen.body.id}`);
    return body['status'] === 'fertig' && body;
  });
  expect(lauf).toMatchObject({
    erledigt: 1,
    ergebnisse: [{ referenz: fall.referenz, status: 'erledigt', gruende: [] }],
  });
  expect((await aufgabeOf(carla, fall.referenz)).id).toBe(fall.aufgabe);
  expect((await ablauf(fall.ablaufId)).stellen.map(({ elementId }) => elementId)).toContain(
    'Task_VorschlagPruefen',
  );
});

test('all incidents of a kind are retried at once', async () => {
  const fall = await gestoert();
  const { elementId: element, code, prozess } = (await stoerungOf(koordination, fall.referenz))!;
  const path = '/api/betrieb/stoerungen/wiederholen';
  const body = { prozess, element, code, begruendung };
  const begonnen = await admin.post<{ id: string; anzahl: number }>(path, body, {
    'idempotency-key': 'alle',
  });
  expect(begonnen).toMatchObject({ status: 201, body: { anzahl: 1 } });
  expect((await admin.post(path, body, { 'idempotency-key': 'alle' })).body).toEqual(begonnen.body);
  const lauf = await eventually(async () => {
    const { body: seen } = await admin.get<Json>(`/api/betrieb/laeufe/${begonnen.body.id}`);
    return seen['status'] === 'fertig' && seen;
  });
  expect(lauf).toMatchObject({ abgelehnt: 1, ergebnisse: [{ status: 'abgelehnt', titel: null }] });
});
