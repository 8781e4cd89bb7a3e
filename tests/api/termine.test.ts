import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startMailServer, unquoted, type Mail, type MailServer } from '../support/mail-server.js';
import { aufgabeOf, beispiel, eventually, melden, Welt, type Json, type Person } from './welt.js';

interface Termin extends Json {
  id: string;
  beginn: string;
  teilnehmende: { id: string; text: string }[];
}

const mails: Mail[] = [];
let smtp: MailServer;
let welt: Welt;
let caritas: Person;
let fall: { id: string; referenz: string };
let path: string;

beforeAll(async () => {
  smtp = await startMailServer((mail) => void mails.push(mail));
  welt = await Welt.open({ SMTP_URL: smtp.url });
  caritas = await welt.person('cm.caritas@rheine.example');
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const { vorgang } = await aufgabeOf(caritas, referenz);
  fall = { id: vorgang.id, referenz };
  path = `/api/vorgaenge/${fall.id}/termine`;
});
afterAll(async () => {
  await welt?.stop();
  await smtp?.stop();
});

const year = new Date().getFullYear() + 1;
const eingabe = (aenderung: Json = {}) => ({
  art: 'fallkonferenz',
  titel: `Fallkonferenz ${fall.referenz}`,
  beginn: `${year}-01-15T14:30`,
  dauer: 90,
  ort: 'Rathaus, Raum 4',
  teilnehmende: ['lernen-foerdern-rheine:case_management', 'melder', 'schule@ort.example'],
  ...aenderung,
});

/** The calendar file that somebody's mail carries, unfolded, as lines. */
async function kalenderAn(to: string, method: string): Promise<string[]> {
  const mail = await eventually(async () =>
    mails.find((one) => one.to === to && new RegExp(`method=${method}`, 'i').test(one.source)),
  );
  const part = mail.source.split(/\r\n--/).find((one) => /content-type: text\/calendar/i.test(one)) ?? '';
  const [head = '', ...body] = part.split('\r\n\r\n');
  const text = /base64/i.test(head)
    ? Buffer.from(body.join(''), 'base64').toString()
    : unquoted(body.join('\r\n\r\n'));
  return text.replace(/\r\n[ \t]/g, '').split('\r\n');
}

const fieldOf = (lines: string[], name: string) =>
  lines.find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`));

test('planned, moved, cancelled: one entry in every calendar, each participant alone with the organiser', async () => {
  const { status, body } = await caritas.post<Termin>(path, eingabe());
  expect([status, body.beginn]).toEqual([201, `${year}-01-15T13:30:00.000Z`]);
  expect(body.teilnehmende.map(({ text }) => text)).toEqual([
    'Lernen fördern (rechts der Ems) (Case Management)',
    'Meldende Stelle',
    'schule@ort.example',
  ]);
  const first = await kalenderAn('schule@ort.example', 'REQUEST');
  expect(first).toContain(`UID:${body.id}@kim.test`);
  expect(first).toContain('SEQUENCE:0');
  expect(first).toContain(`DTSTART:${year}0115T133000Z`);
  expect(fieldOf(first, 'ORGANIZER')).toContain('cm.caritas@rheine.example');
  expect(first.filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(1);
  await kalenderAn('jobcenter@rheine.example', 'REQUEST');
  await kalenderAn('cm.lernenfoerdern@rheine.example', 'REQUEST');

  mails.length = 0;
  const moved = await caritas.send<Termin>('PUT', `${path}/${body.id}`, {
    ...eingabe({ beginn: `${year}-07-15T14:30`, teilnehmende: ['melder', 'kita@ort.example'] }),
  });
  expect(moved.status).toBe(200);
  const second = await kalenderAn('jobcenter@rheine.example', 'REQUEST');
  for (const line of [`UID:${body.id}@kim.test`, 'SEQUENCE:1', `DTSTART:${year}0715T123000Z`])
    expect(second).toContain(line);
  expect(await kalenderAn('schule@ort.example', 'CANCEL')).toContain('STATUS:CANCELLED');
  await kalenderAn('kita@ort.example', 'REQUEST');

  mails.length = 0;
  expect((await caritas.send('DELETE', `${path}/${body.id}`)).body).toMatchObject({ status: 'abgesagt' });
  expect(await kalenderAn('kita@ort.example', 'CANCEL')).toContain('SEQUENCE:2');
  expect((await caritas.send<Json>('DELETE', `${path}/${body.id}`)).body).toMatchObject({
    code: 'TERMIN_ABGESAGT',
  });
  const entries = await welt.query<{ action: string; data: Json }>(
    `SELECT action, data FROM audit_entry WHERE action LIKE 'termin.%' ORDER BY id`,
  );
  expect(entries.map(({ action }) => action)).toEqual([
    'termin.angelegt',
    'termin.geaendert',
    'termin.abgesagt',
  ]);
  expect(entries[1]?.data).toEqual({ termin: body.id, sequence: 1 });

  const { body: vorgang } = await caritas.get<{ verlauf: { text: string }[] }>(`/api/vorgaenge/${fall.id}`);
  const zeilen = vorgang.verlauf.map(({ text }) => text).filter((text) => text.includes('Fallkonferenz'));
  expect(zeilen.sort()).toEqual([
    `Einladung an 1 Person versandt: Fallkonferenz ${fall.referenz}`,
    `Einladung an 3 Personen versandt: Fallkonferenz ${fall.referenz}`,
    `Termin abgesagt, 2 Personen benachrichtigt: Fallkonferenz ${fall.referenz}`,
    `Termin abgesagt, 2 Personen benachrichtigt: Fallkonferenz ${fall.referenz}`,
    `Termin geändert, 1 Person benachrichtigt: Fallkonferenz ${fall.referenz}`,
  ]);
  expect(JSON.stringify(zeilen)).not.toContain('@');
});

test('who sees and who plans; addresses of single people are for those who work on the case', async () => {
  const { body } = await caritas.post<Termin>(path, eingabe());
  const koordination = await welt.person('koordination@rheine.example');
  const seen = await koordination.get<{ darfPlanen: boolean; eintraege: Termin[] }>(path);
  expect(seen.body.darfPlanen).toBe(false);
  expect(seen.body.eintraege.find(({ id }) => id === body.id)?.teilnehmende.at(-1)).toEqual({
    id: '',
    text: 'Weitere Person',
  });
  expect((await koordination.post(path, eingabe())).status).toBe(404);
  expect((await koordination.send('DELETE', `${path}/${body.id}`)).status).toBe(404);
  const gremium = await welt.person('lenkungsgruppe@rheine.example');
  expect((await gremium.get(path)).status).toBe(404);
  const mine = await (await welt.person('cm.lernenfoerdern@rheine.example')).get<Termin[]>('/api/termine');
  expect(mine.body.map(({ id, aenderbar }) => [id, aenderbar])).toEqual([[body.id, false]]);
});

test('the file to take along names nobody; the mailbox has the one that was sent', async () => {
  const list = await caritas.get<{ eintraege: Termin[] }>(path);
  const open = list.body.eintraege.find(({ status }) => status === 'geplant');
  const read = async (url: string) => {
    const answer = await fetch(welt.address + url, { headers: { cookie: caritas.cookie() } });
    return [answer.headers.get('content-type'), await answer.text()];
  };
  const [type, file] = await read(`${path}/${open?.id}/termin.ics`);
  expect(type).toBe('text/calendar; charset=utf-8');
  expect(file).toContain('METHOD:PUBLISH');
  expect(file).not.toMatch(/ATTENDEE|ORGANIZER|@ort\.example/);
  const { body } = await caritas.get<{ eintraege: { id: string; an: string; kalender: boolean }[] }>(
    '/api/postfach',
  );
  const mail = body.eintraege.find(({ an, kalender }) => kalender && an === 'schule@ort.example');
  expect((await read(`/api/postfach/${mail?.id}/termin.ics`))[1]).toContain('METHOD:REQUEST');
});

test.each([
  ['a time that is over', { beginn: '2020-01-15T14:30' }, 'beginn', 'VERGANGEN'],
  ['a day that there is not', { beginn: `${year}-02-30T14:30` }, 'beginn', 'DATUM'],
  ['somebody unknown', { teilnehmende: ['nachbarn'] }, 'teilnehmende', 'UNBEKANNT'],
  ['a body, for a case', { teilnehmende: ['lg-rheine:gremium'] }, 'teilnehmende', 'UNBEKANNT'],
  ['whom no consent names', { teilnehmende: ['abh-rheine'] }, 'teilnehmende', 'NICHT_GENANNT'],
  [
    'the address of one whom no consent names',
    { teilnehmende: ['Auslaenderbehoerde@rheine.example'] },
    'teilnehmende',
    'NICHT_GENANNT',
  ],
])('refused: %s', async (_what, aenderung, feld, code) => {
  const { status, body } = await caritas.post<{ fehler: Json[] }>(path, eingabe(aenderung));
  expect([status, body.fehler[0]]).toEqual([422, expect.objectContaining({ feld, code })]);
});

test.each([
  ['titel', 'Fallkonferenz Familie Haddad', ['titel', 422]],
  ['titel', 'Fallkonferenz, Rückfragen an samira@post.example', ['titel', 422]],
  ['ort', 'bei Samira zu Hause', ['ort', 422]],
  ['ort', 'Jobcenter Kreis Steinfurt, Telefon 05971 123456', [undefined, 201]],
])('others read %s: „%s“', async (feld, text, expected) => {
  const { status, body } = await caritas.post<{ fehler?: Json[] }>(
    path,
    eingabe({ [feld]: text, teilnehmende: ['hort@ort.example'] }),
  );
  expect([body.fehler?.[0]?.['feld'], status]).toEqual(expected);
  if (status === 422) expect(body.fehler?.[0]).toMatchObject({ code: 'PERSONENBEZUG' });
});

test('after consent was taken back only those who know the case are invited', async () => {
  const set = (at: string | null) =>
    welt.query('UPDATE vorgang SET widerruf_at = $2 WHERE id = $1', [fall.id, at]);
  await set('2026-01-01');
  const { status, body } = await caritas.post<{ fehler: Json[] }>(path, eingabe());
  await set(null);
  expect([status, body.fehler.map(({ code }) => code)]).toEqual([422, ['WIDERRUFEN']]);
  expect(body.fehler[0]?.['text']).toContain('schule@ort.example');
});

test('a model that knows beginning and place invites the reporter; the case shows the meeting', async () => {
  const erledigen = async (name: RegExp, antworten: Json) => {
    const { id } = await aufgabeOf(caritas, fall.referenz, name);
    const { status, body } = await caritas.post(`/api/aufgaben/${id}/abschliessen`, { antworten });
    expect([status, body['fehler']]).toEqual([200, undefined]);
  };
  mails.length = 0;
  await erledigen(/Vorschlag/, { entscheidung: 'annehmen' });
  await erledigen(/Annahme/, { doppelbetreuung: 'keine', entscheidung: 'annehmen' });
  await erledigen(/Übergabe vereinbaren/, {
    uebergabe_art: 'termin',
    uebergabe_datum: `${year}-08-03`,
    uebergabe_uhrzeit: '10:15',
    uebergabe_teilnehmende: ['meldende_stelle', 'case_management'],
    uebergabe_ort: 'Stadtteilbüro',
  });
  const lines = await kalenderAn('jobcenter@rheine.example', 'REQUEST');
  expect(lines).toContain(`SUMMARY:Übergabegespräch ${fall.referenz}`);
  expect(lines).toContain(`DTSTART:${year}0803T081500Z`);
  expect(lines).toContain('LOCATION:Stadtteilbüro');
  const { body } = await caritas.get<{ eintraege: Termin[] }>(path);
  expect(body.eintraege.find(({ art }) => art === 'ablauf')).toMatchObject({
    titel: `Übergabegespräch ${fall.referenz}`,
    teilnehmende: [{ id: 'melder', text: 'Meldende Stelle' }],
  });
});
