import { grantRolle, rescueKonto } from '@zusteuerung/server';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startMailServer, unquoted, type MailServer } from '../support/mail-server.js';
import { eventually, PASSWORT, Welt, type Json, type Person } from './welt.js';

let welt: Welt;
let anton: Person;
let ids: Map<string, string>;

const query = <T = Json>(sql: string): Promise<T[]> => welt.lauf.betrieb.outside((tx) => tx.query(sql));
const inTenant = <T = Json>(tenant: string, sql: string): Promise<T[]> =>
  welt.lauf.betrieb.forTenant(tenant, (tx) => tx.query(sql));
const idOf = (email: string) => ids.get(email) ?? '';
const NEU = 'vier Wörter ohne jeden Sinn';
const cm = [{ organisation: 'caritas-rheine', rolle: 'case_management' }];

/** The text of each mail that was taken. */
const mails: string[] = [];
let smtpFails = false;
let smtp: MailServer;

beforeAll(async () => {
  smtp = await startMailServer(({ source }) => {
    if (smtpFails) throw new Error('full');
    mails.push(unquoted(source));
  });
  welt = await Welt.open({ SMTP_URL: smtp.url });
  anton = await welt.person('admin@rheine.example');
  const rows = await query<{ id: string; email: string }>('SELECT id, email FROM konto');
  ids = new Map(rows.map(({ id, email }) => [email, id]));
});
afterAll(async () => {
  await welt?.stop();
  await smtp?.stop();
});

const tokenIn = (text: string) => /\/passwort#([\w-]{43})/.exec(text)?.[1] ?? '';
/** Other mail about accounts goes out at the same time. */
const newToken = () => tokenIn(mails.findLast((text) => tokenIn(text)) ?? '');
const mailTo = (address: string, about: string) =>
  eventually(async () => mails.find((text) => text.includes(`To: ${address}`) && text.includes(about)));

interface Eingeladen {
  kontoId: string;
  versandt: boolean;
  link?: string;
}

const invite = (email: string, mitgliedschaften: unknown = cm) =>
  anton.post<Eingeladen>('/api/konten', { name: 'Nele Beispiel', email, mitgliedschaften });

test('an invitation goes out by mail, its link sets the password once, and the person works', async () => {
  const { status, body } = await invite(' Nele@Rheine.example ');
  expect([status, body]).toEqual([201, { kontoId: expect.any(String), versandt: true, stunden: 72 }]);
  const token = newToken();
  const nele = welt.anyone();
  expect((await nele.post('/api/anmeldung', { email: 'nele@rheine.example', passwort: '' })).status).toBe(
    401,
  );
  expect((await nele.post('/api/anmeldung/link', { token })).body).toEqual({
    name: 'Nele Beispiel',
    email: 'nele@rheine.example',
    zweck: 'einladung',
  });
  expect((await nele.post('/api/anmeldung/passwort', { token, passwort: 'kurz' })).status).toBe(422);
  expect((await nele.post('/api/anmeldung/passwort', { token, passwort: NEU })).status).toBe(204);
  expect((await nele.post('/api/anmeldung/passwort', { token, passwort: NEU })).status).toBe(404);
  expect((await nele.post('/api/anmeldung', { email: 'nele@rheine.example', passwort: NEU })).status).toBe(
    200,
  );
  expect((await nele.get('/api/aufgaben')).status).toBe(200);
  expect((await invite('nele@rheine.example')).body).toMatchObject({ code: 'KONTO_VORHANDEN' });
  const { body: konto } = await anton.get<{ verlauf: { text: string; wer: string | null }[] }>(
    `/api/konten/${body.kontoId}`,
  );
  // Nobody waits for the entry of the wrong password, so its place is not certain.
  const verlauf = konto.verlauf.filter(({ text }) => !text.includes('falsches Passwort'));
  expect(verlauf.map(({ text, wer }) => [text, wer])).toEqual([
    ['Angemeldet', null],
    ['Passwort über den Link festgelegt', null],
    ['Link zum Festlegen des Passworts erstellt', 'Anton Winkler'],
    ['Konto angelegt', 'Anton Winkler'],
  ]);
  const stored =
    JSON.stringify(await query('SELECT * FROM konto_link')) +
    JSON.stringify(await inTenant('rheine', 'SELECT text FROM nachricht'));
  expect(stored).not.toContain(token);
  const told = await mailTo('nele@rheine.example', 'wurde über einen Link das Passwort festgelegt');
  for (const secret of [token, NEU]) expect(told).not.toContain(secret);
});

test('when no mail goes out, the administrator hands the link on; a new one replaces it', async () => {
  smtpFails = true;
  const { body } = await invite('ohne-mail@rheine.example');
  expect(body).toMatchObject({ versandt: false, link: expect.stringContaining('http://kim.test/passwort#') });
  const again = await anton.post<Eingeladen>(`/api/konten/${body.kontoId}/link`);
  smtpFails = false;
  const status = async (link = '') =>
    (await welt.anyone().post('/api/anmeldung/link', { token: tokenIn(link) })).status;
  expect([await status(body.link), await status(again.body.link)]).toEqual([404, 200]);
  await query("UPDATE konto_link SET expires_at = now() - interval '1 second'");
  expect(await status(again.body.link)).toBe(404);
});

test('a link for a new password ends all sessions once it is used, not before', async () => {
  const leon = await welt.person('cm.lernenfoerdern@rheine.example');
  await anton.post(`/api/konten/${idOf('cm.lernenfoerdern@rheine.example')}/link`);
  const token = newToken();
  expect((await leon.get('/api/ich')).status).toBe(200);
  expect((await welt.anyone().post('/api/anmeldung/passwort', { token, passwort: NEU })).status).toBe(204);
  expect((await leon.get('/api/ich')).status).toBe(401);
});

test('the same change at the same moment is done once or one after the other, never an error of ours', async () => {
  const id = idOf('cm.lernenfoerdern@rheine.example');
  const at = <T>(work: () => Promise<T>) => Promise.all([work(), work(), work(), work()]);
  const { body } = await anton.get<{ mitgliedschaften: { organisation: { id: string } }[] }>(
    `/api/konten/${id}`,
  );
  const organisation = body.mitgliedschaften[0]?.organisation.id;
  const mitgliedschaften = [{ organisation, rolle: 'case_management' }];
  const links = await at(() => anton.post(`/api/konten/${id}/link`));
  expect(links.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  const path = `/api/konten/${id}/mitgliedschaften`;
  const rollen = await at(() => anton.send('PUT', path, { mitgliedschaften }));
  expect(rollen.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
  const neu = { email: 'zugleich@rheine.example', name: 'Zu Gleich', mitgliedschaften };
  const eingeladen = await at(() => anton.post('/api/konten', neu));
  expect(eingeladen.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

test('roles change at once, also for who is signed in', async () => {
  const carla = await welt.person('cm.caritas@rheine.example');
  const id = idOf('cm.caritas@rheine.example');
  const path = `/api/konten/${id}/mitgliedschaften`;
  const gremium = [{ organisation: 'ag-fallanalyse', rolle: 'gremium' }];
  expect((await anton.send('PUT', path, { mitgliedschaften: gremium })).status).toBe(204);
  expect((await carla.get('/api/modelle')).status).toBe(403);
  expect((await anton.send('PUT', path, { mitgliedschaften: [...cm, ...cm] })).status).toBe(204);
  expect((await carla.get('/api/modelle')).status).toBe(200);
});

test('a blocked account is out at once and stays out; nobody can tell it from a wrong password', async () => {
  const email = 'jobcenter@rheine.example';
  const jonas = await welt.person(email);
  const path = `/api/konten/${idOf(email)}/aktiv`;
  expect((await anton.send('PUT', path, { aktiv: false })).status).toBe(204);
  expect((await jonas.get('/api/ich')).status).toBe(401);
  const refused = await welt.anyone().post('/api/anmeldung', { email, passwort: PASSWORT });
  expect(refused).toMatchObject({ status: 401, body: { code: 'ANMELDUNG_FALSCH' } });
  expect((await anton.post(`/api/konten/${idOf(email)}/link`)).status).toBe(409);
  expect((await anton.send('PUT', path, { aktiv: true })).status).toBe(204);
  expect((await welt.person(email)).cookie()).toContain('zst_sitzung');
});

test('administrators end sessions and take away a second factor; both are remembered', async () => {
  const email = 'lenkungsgruppe@rheine.example';
  const greta = await welt.person(email);
  await greta.post('/api/sicherheit/zweiter-faktor', { passwort: PASSWORT });
  await query('UPDATE zweiter_faktor SET bestaetigt_at = now()');
  expect((await anton.send('DELETE', `/api/konten/${idOf(email)}/sitzungen`)).status).toBe(204);
  expect((await greta.get('/api/ich')).status).toBe(401);
  expect((await anton.send('DELETE', `/api/konten/${idOf(email)}/zweiter-faktor`)).status).toBe(204);
  expect((await anton.send('DELETE', `/api/konten/${idOf(email)}/zweiter-faktor`)).status).toBe(404);
  expect((await welt.person(email)).cookie()).toContain('zst_sitzung');
  const { body } = await anton.get<{ verlauf: { text: string }[] }>(`/api/konten/${idOf(email)}`);
  expect(body.verlauf.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['Zweiten Faktor zurückgesetzt', 'Auf Geräten abgemeldet']),
  );
  await mailTo(email, 'hat die Administration den zweiten Faktor zurückgesetzt');
});

describe('who makes somebody an administrator', () => {
  const ADMIN = [{ organisation: 'ks-rheine', rolle: 'administration' }];
  /** Whom the mails about guarded roles went to, in the order of the alphabet. */
  const zeugen = (what: string) =>
    welt
      .query<{ empfaenger: string }>(
        `SELECT empfaenger FROM nachricht WHERE betreff LIKE '%besonderen Rechten%' AND text LIKE '%${what}%'
         ORDER BY empfaenger`,
      )
      .then((rows) => rows.map(({ empfaenger }) => empfaenger));
  const setRollen = (id: string, mitgliedschaften: unknown) =>
    anton.send('PUT', `/api/konten/${id}/mitgliedschaften`, { mitgliedschaften });

  test('does so before the eyes of the Koordinierungsstelle while there is no other administrator', async () => {
    const { body } = await anton.post<Eingeladen>('/api/konten', {
      name: '\nAda\r\n\u2028Zweit ',
      email: 'ada@rheine.example',
      mitgliedschaften: ADMIN,
    });
    ids.set('ada@rheine.example', body.kontoId);
    expect(await zeugen('Konto: Ada Zweit _ada')).toEqual([
      'ada@rheine.example',
      'koordination@rheine.example',
    ]);
    const mail = await mailTo('koordination@rheine.example', 'Ada Zweit');
    expect(mail).toContain('Anton Winkler (admin@rheine.example) hat diesem Konto Rechte gegeben');
    expect(mail).not.toMatch(/passwort#/);
  });

  test('is seen by the other guarded accounts and the owner, once for each change, and never for ordinary roles', async () => {
    const alle = ['ada@rheine.example', 'cm.caritas@rheine.example', 'koordination@rheine.example'];
    const id = idOf('cm.caritas@rheine.example');
    expect((await setRollen(id, [...cm, ...ADMIN])).status).toBe(204);
    expect((await setRollen(id, [...cm, ...ADMIN])).status).toBe(204);
    expect(await zeugen('cm.caritas')).toEqual(alle);
    expect((await anton.post(`/api/konten/${id}/link`)).status).toBe(201);
    expect(await zeugen('einen Link zum Festlegen')).toEqual(alle);
    expect((await setRollen(id, cm)).status).toBe(204);
    expect((await anton.post(`/api/konten/${id}/link`)).status).toBe(201);
    expect(await zeugen('Rechte genommen')).toEqual(alle);
    expect(await zeugen('cm.caritas')).toHaveLength(9);
    const entries = await inTenant<{ data: unknown }>(
      'rheine',
      `SELECT data FROM audit_entry WHERE action = 'konto.mitgliedschaften' AND subject_id = '${id}' ORDER BY id`,
    );
    expect(entries.map(({ data }) => JSON.stringify(data))).toContainEqual(
      expect.stringContaining('ks-rheine:administration'),
    );
  });
});

test('who blocks witnesses or takes their role away does that before their eyes, too', async () => {
  const zweite = await anton.post<Eingeladen>('/api/konten', {
    name: 'Zeno Zeuge',
    email: 'zeno@rheine.example',
    mitgliedschaften: [{ organisation: 'ks-rheine', rolle: 'administration' }],
  });
  const path = `/api/konten/${zweite.body.kontoId}`;
  const told = async (what: string) =>
    (
      await welt.query<{ empfaenger: string }>(
        `SELECT empfaenger FROM nachricht WHERE text LIKE $1 ORDER BY empfaenger`,
        [`%${what}:%Zeno Zeuge%`],
      )
    ).map(({ empfaenger }) => empfaenger);
  const beide = ['koordination@rheine.example', 'zeno@rheine.example'];
  expect((await anton.send('PUT', `${path}/aktiv`, { aktiv: false })).status).toBe(204);
  expect(await told('hat dieses Konto gesperrt')).toEqual(expect.arrayContaining(beide));
  expect((await anton.send('PUT', `${path}/aktiv`, { aktiv: true })).status).toBe(204);
  expect((await anton.send('PUT', `${path}/mitgliedschaften`, { mitgliedschaften: cm })).status).toBe(204);
  expect(await told('hat diesem Konto Rechte genommen')).toEqual(expect.arrayContaining(beide));
});

test('an invitation tells nobody who has an account in another municipality; who reads the mail learns why it opens none', async () => {
  const email = 'jobcenter@rheine.example';
  const nadine = await welt.person('admin@en-kreis.example');
  const einladen = (address: string) =>
    nadine.post<Eingeladen>('/api/konten', {
      name: 'Wer Auch Immer',
      email: address,
      mitgliedschaften: [{ organisation: 'ks-en', rolle: 'koordination' }],
    });
  const [known, unknown] = [await einladen(email), await einladen('unbekannt@rheine.example')];
  const token = mails.flatMap((text) => (text.includes(`To: ${email}`) ? tokenIn(text) || [] : [])).at(-1);
  const shape = { status: 201, body: { kontoId: expect.any(String), versandt: true, stunden: 72 } };
  for (const answer of [known, unknown]) expect(answer).toMatchObject(shape);
  const seen = async ({ body }: typeof known) => {
    const { body: konto } = await nadine.get<Json>(`/api/konten/${body.kontoId}`);
    return { ...konto, id: '', email: '', verlauf: [] };
  };
  expect(await seen(known)).toEqual(await seen(unknown));
  expect((await einladen(email)).body).toMatchObject({ code: 'KONTO_VORHANDEN' });
  for (const [path, body] of [
    ['link', { token }],
    ['passwort', { token, passwort: NEU }],
  ] as const)
    expect(await welt.anyone().post(`/api/anmeldung/${path}`, body)).toMatchObject({
      status: 409,
      body: { code: 'ADRESSE_VERGEBEN' },
    });
  const drin = await welt.person(email);
  expect((await drin.get<{ mandant: Json }>('/api/ich')).body.mandant['id']).toBe('rheine');
});

test('a link that the administrator holds is told to its owner and ends with their next password', async () => {
  const email = 'lenkungsgruppe@rheine.example';
  const konto = await welt.person(email);
  smtpFails = true;
  const { body } = await anton.post<Eingeladen>(`/api/konten/${idOf(email)}/link`);
  smtpFails = false;
  const token = tokenIn(body.link ?? '');
  await mailTo(email, 'um ihn Ihnen zu geben');
  expect((await welt.anyone().post('/api/anmeldung/link', { token })).status).toBe(200);
  const wechsel = { passwort: PASSWORT, neu: 'Regen Tisch Lampe Kanu' };
  expect((await konto.post('/api/sicherheit/passwort', wechsel)).status).toBe(204);
  expect((await welt.anyone().post('/api/anmeldung/link', { token })).status).toBe(404);
});

test('at the server, an administrator who lost phone and codes is helped, and it is remembered', async () => {
  const email = 'koordination@en-kreis.example';
  const wanda = await welt.person(email);
  await wanda.post('/api/sicherheit/zweiter-faktor', { passwort: PASSWORT });
  await query('UPDATE zweiter_faktor SET bestaetigt_at = now()');
  const { link } = await rescueKonto(welt.lauf.betrieb, ` ${email.toUpperCase()}`);
  expect((await wanda.get('/api/ich')).status).toBe(401);
  const token = tokenIn(link);
  expect((await welt.anyone().post('/api/anmeldung/passwort', { token, passwort: NEU })).status).toBe(204);
  const again = await welt.anyone().post('/api/anmeldung', { email, passwort: NEU });
  expect(again).toMatchObject({ status: 200, body: { zweiterFaktor: 'aus' } });
  const entries = await inTenant<{ action: string }>(
    'en-kreis',
    "SELECT action FROM audit_entry WHERE actor = 'betrieb' ORDER BY id",
  );
  expect(entries.map(({ action }) => action)).toEqual(['konto.faktor_zurueckgesetzt', 'konto.eingeladen']);
  await expect(rescueKonto(welt.lauf.betrieb, 'niemand@x.example')).rejects.toThrow('gibt es nicht');
});

describe('an administrator cannot', () => {
  const writes = (id: string): [string, string, unknown][] => [
    ['POST', `/api/konten/${id}/link`, {}],
    ['PUT', `/api/konten/${id}/mitgliedschaften`, { mitgliedschaften: cm }],
    ['PUT', `/api/konten/${id}/aktiv`, { aktiv: false }],
    ['DELETE', `/api/konten/${id}/zweiter-faktor`, undefined],
    ['DELETE', `/api/konten/${id}/sitzungen`, undefined],
  ];

  test('touch their own account', async () => {
    for (const [method, path, body] of writes(idOf('admin@rheine.example')))
      expect(await anton.send(method, path, body)).toMatchObject({
        status: 409,
        body: { code: 'EIGENES_KONTO' },
      });
    for (const [method, path, body] of writes(idOf('admin@rheine.example').toUpperCase()))
      expect([method, path, (await anton.send(method, path, body)).status]).toEqual([method, path, 404]);
    const { body } = await anton.get<Json>(`/api/konten/${idOf('admin@rheine.example')}`);
    expect(body['eigenes']).toBe(true);
  });

  test('see or touch an account of another municipality, or one that works there, too', async () => {
    const other = idOf('koordination@en-kreis.example');
    expect((await anton.get(`/api/konten/${other}`)).status).toBe(404);
    for (const [method, path, body] of writes(other))
      expect([method, path, (await anton.send(method, path, body)).status]).toEqual([method, path, 404]);
    const both = idOf('koordination@rheine.example');
    await inTenant(
      'en-kreis',
      `INSERT INTO mitgliedschaft (konto_id, tenant_id, organisation_id, rolle)
       SELECT '${both}', tenant_id, organisation_id, rolle FROM mitgliedschaft WHERE konto_id = '${other}'`,
    );
    for (const [method, path, body] of writes(both))
      expect(await anton.send(method, path, body)).toMatchObject({
        status: 409,
        body: { code: 'KONTO_GETEILT' },
      });
  });

  test('give roles in another municipality, unknown roles or none', async () => {
    const wrong: [unknown, number][] = [
      [[{ organisation: 'ks-en', rolle: 'administration' }], 422],
      [[{ organisation: 'gibt-es-nicht', rolle: 'gremium' }], 422],
      [[{ organisation: 'caritas-rheine', rolle: 'chef' }], 400],
      [
        [{ organisation: 'caritas-rheine', rolle: 'gremium', tenantId: 'en-kreis' }, { organisation: 1 }],
        400,
      ],
      [[], 400],
      ['alle', 400],
    ];
    for (const [mitgliedschaften, status] of wrong)
      expect([mitgliedschaften, (await invite('wer@rheine.example', mitgliedschaften)).status]).toEqual([
        mitgliedschaften,
        status,
      ]);
    expect(await query("SELECT 1 FROM konto WHERE email = 'wer@rheine.example'")).toEqual([]);
  });
});

test.each(['', 'x', 'x'.repeat(43), "' OR 1=1 --"])('the link token %j opens nothing', async (token) => {
  expect((await welt.anyone().post('/api/anmeldung/link', { token })).status).toBe(404);
  expect((await welt.anyone().post('/api/anmeldung/passwort', { token, passwort: NEU })).status).toBe(404);
});

test.each([
  [{ organisation: 'caritas' }, 'gibt es in „rheine“ nicht. Vorhanden: abh-rheine, '],
  [{ tenant: 'rhein' }, 'Die Kommune „rhein“ hat keine Organisationen. Stimmt der Name?'],
  [{ rolle: 'chef' }, 'Die Rolle „chef“ gibt es nicht. Vorhanden: '],
])(
  'whoever gives a role on the command line by a wrong name (%j) is told the right ones',
  async (wrong, text) => {
    const right = { tenant: 'rheine', organisation: 'caritas-rheine', rolle: 'case_management' };
    const given = { ...right, ...wrong };
    await expect(
      welt.lauf.betrieb.withAccounts(given.tenant, (tx) => grantRolle(tx, 'admin@rheine.example', given)),
    ).rejects.toThrow(text);
  },
);
