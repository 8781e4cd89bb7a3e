import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PASSWORT, Welt, type Json, type Person } from './welt.js';

let welt: Welt;
beforeAll(async () => {
  welt = await Welt.open({ ZWEITER_FAKTOR: 'pflicht' });
});
afterAll(() => welt.stop());

const query = <T = Json>(sql: string): Promise<T[]> => welt.lauf.betrieb.outside((tx) => tx.query(sql));
/** What the owner of an account was told by mail, oldest first. */
const toldTo = (email: string) =>
  welt.query<{ betreff: string; text: string }>(
    `SELECT betreff, text FROM nachricht WHERE vorgang_id IS NULL AND empfaenger = '${email}' ORDER BY created_at`,
  );

/** A code of the step that many steps from now. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
/** The app's clock goes on: codes of the present step can be used again. */
const later = () => query('UPDATE zweiter_faktor SET letzter_schritt = 0');
/** Nobody waits in a test. */
const patience = () => query('DELETE FROM bremse');

const signIn = (email: string, code?: string, person = welt.anyone()) =>
  person.post('/api/anmeldung', { email, passwort: PASSWORT, ...(code !== undefined && { code }) });

async function setUp(person: Person): Promise<{ secret: string; codes: string[] }> {
  const begun = await person.post<{ geheimnis: string; adresse: string }>('/api/sicherheit/zweiter-faktor', {
    passwort: PASSWORT,
  });
  expect(begun.status).toBe(201);
  expect(begun.body.adresse).toMatch(/^otpauth:\/\/totp\/Zusteuerung.*secret=/);
  const secret = begun.body.geheimnis;
  const confirmed = await person.post<{ codes: string[] }>('/api/sicherheit/zweiter-faktor/bestaetigen', {
    code: codeOf(secret),
  });
  expect(confirmed.status).toBe(200);
  return { secret, codes: confirmed.body.codes };
}

describe('a coordinator without a second factor', () => {
  const EMAIL = 'koordination@rheine.example';

  test('can do nothing but set it up', async () => {
    const katrin = await welt.person(EMAIL);
    expect((await katrin.get('/api/ich')).body).toMatchObject({
      zweiterFaktor: 'einrichten',
      rechte: [],
      mitgliedschaften: [],
    });
    for (const path of ['/api/aufgaben', '/api/vorgaenge', '/api/postfach', '/api/modelle'])
      expect(await katrin.get(path)).toMatchObject({
        status: 403,
        body: { code: 'ZWEITER_FAKTOR_EINRICHTEN' },
      });
    expect((await katrin.get('/api/sicherheit')).body).toMatchObject({
      zweiterFaktor: { an: false, pflicht: true },
    });
    const { codes } = await setUp(katrin);
    expect(new Set(codes).size).toBe(10);
    expect((await katrin.get('/api/ich')).body).toMatchObject({ zweiterFaktor: 'an' });
    expect((await katrin.get('/api/vorgaenge')).status).toBe(200);
  });

  test('cannot take it away again while it is obligatory', async () => {
    await query(`DELETE FROM zweiter_faktor`);
    const katrin = await welt.person(EMAIL);
    const { secret } = await setUp(katrin);
    await later();
    const body = { passwort: PASSWORT, code: codeOf(secret) };
    expect(await katrin.post('/api/sicherheit/zweiter-faktor/abschalten', body)).toMatchObject({
      status: 409,
      body: { code: 'ZWEITER_FAKTOR_PFLICHT' },
    });
  });
});

test('two windows that begin to set it up at the same moment: the later secret counts', async () => {
  const person = await welt.person('cm.lernenfoerdern@rheine.example');
  const begin = () => person.post('/api/sicherheit/zweiter-faktor', { passwort: PASSWORT });
  const answers = await Promise.all([begin(), begin(), begin(), begin()]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
});

test('case managers are not forced', async () => {
  const leon = await welt.person('cm.lernenfoerdern@rheine.example');
  expect((await leon.get('/api/ich')).body).toMatchObject({ zweiterFaktor: 'aus' });
  expect((await leon.get('/api/aufgaben')).status).toBe(200);
});

describe('with a second factor', () => {
  const EMAIL = 'cm.caritas@rheine.example';
  let secret: string;
  let codes: string[];
  let carla: Person;

  beforeAll(async () => {
    const [first, other] = [await welt.person(EMAIL), await welt.person(EMAIL)];
    const before = first.cookie();
    ({ secret, codes } = await setUp(first));
    carla = first;
    expect(first.cookie()).not.toBe(before);
    // Sessions that began with the password alone are over, and so is the old token.
    expect((await other.get('/api/ich')).status).toBe(401);
    expect((await welt.anyone().send('GET', '/api/ich', undefined, { cookie: before })).status).toBe(401);
  });

  test('the password alone opens nothing; a right code does, each once', async () => {
    await later();
    expect(await signIn(EMAIL)).toMatchObject({ status: 401, body: { code: 'ZWEITER_FAKTOR' } });
    const code = codeOf(secret);
    expect((await signIn(EMAIL, ` ${code.slice(0, 3)} ${code.slice(3)} `)).status).toBe(200);
    expect(await signIn(EMAIL, code)).toMatchObject({ status: 401, body: { code: 'CODE_FALSCH' } });
    expect((await signIn(EMAIL, codeOf(secret, 1))).status).toBe(200);
    // Older than one that has been used, though still in the window.
    expect((await signIn(EMAIL, code)).status).toBe(401);
  });

  test('of two that use the same code at the same moment, one gets in', async () => {
    await later();
    await patience();
    const code = codeOf(secret);
    const answers = await Promise.all([1, 2, 3, 4].map(() => signIn(EMAIL, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('codes count for one step before and after, no further', async () => {
    for (const [steps, status] of [
      [-4, 401],
      [4, 401],
      [0, 200],
    ] as const) {
      await later();
      await patience();
      expect([steps, (await signIn(EMAIL, codeOf(secret, steps))).status]).toEqual([steps, status]);
    }
  });

  test('a recovery code opens once, however it is typed', async () => {
    await patience();
    const [code = ''] = codes;
    expect((await signIn(EMAIL, code.replace('-', ' ').toUpperCase())).status).toBe(200);
    expect((await signIn(EMAIL, code)).status).toBe(401);
    expect((await carla.get('/api/sicherheit')).body).toMatchObject({ zweiterFaktor: { codes: 9 } });
  });

  test.each(['', '   ', '000000x', "' OR 1=1", '٠١٢٣٤٥', '0'.repeat(40)])(
    'the code %j opens nothing',
    async (code) => {
      await patience();
      expect((await signIn(EMAIL, code)).status).toBe(401);
    },
  );

  test('guessing codes is slowed down, also with recovery codes in between', async () => {
    await patience();
    const statuses: number[] = [];
    for (let i = 0; i < 9; i++)
      statuses.push((await signIn(EMAIL, i % 2 ? `aaaaa-bbbb${i}` : `00000${i}`)).status);
    expect(statuses.slice(0, 4)).toEqual([401, 401, 401, 401]);
    expect(statuses).toContain(429);
    await later();
    await patience();
    expect((await signIn(EMAIL, codeOf(secret), carla)).status).toBe(200);
  });

  test('a wrong code tells nothing to those without the password', async () => {
    await patience();
    const wrong = { email: EMAIL, passwort: 'falsch', code: codeOf(secret) };
    const unknown = { ...wrong, email: 'niemand@rheine.example' };
    const [a, b] = [
      await welt.anyone().post('/api/anmeldung', wrong),
      await welt.anyone().post('/api/anmeldung', unknown),
    ];
    expect([a.status, a.body]).toEqual([401, b.body]);
    expect(a.body['code']).toBe('ANMELDUNG_FALSCH');
  });

  test('the secret is not readable in the database', async () => {
    const [row] = await query<{ geheimnis: Buffer }>('SELECT geheimnis FROM zweiter_faktor LIMIT 1');
    expect(row?.geheimnis.toString('latin1')).not.toContain(secret);
    const [kept] = await query<{ text: string }>(
      'SELECT json_agg(c)::text AS text FROM wiederherstellungscode c',
    );
    for (const code of codes.flatMap((each) => [each, each.replaceAll('-', '')]))
      expect(kept?.text).not.toContain(code);
  });

  test('taking it away and new codes ask for password and code', async () => {
    for (const path of ['codes', 'abschalten'])
      for (const [passwort, code] of [
        ['falsch', codeOf(secret)],
        [PASSWORT, '000000'],
      ]) {
        await later();
        await patience();
        const answer = await carla.post(`/api/sicherheit/zweiter-faktor/${path}`, { passwort, code });
        expect([path, answer.status]).toEqual([path, 422]);
      }
    await later();
    await patience();
    const renewed = await carla.post<{ codes: string[] }>('/api/sicherheit/zweiter-faktor/codes', {
      passwort: PASSWORT,
      code: codeOf(secret),
    });
    expect(renewed.body.codes).toHaveLength(10);
    expect((await signIn(EMAIL, codes[1])).status).toBe(401);
    const body = { passwort: PASSWORT, code: renewed.body.codes[0] };
    expect((await carla.post('/api/sicherheit/zweiter-faktor/abschalten', body)).status).toBe(204);
    expect((await signIn(EMAIL)).status).toBe(200);
    const told = await toldTo(EMAIL);
    expect(told.map(({ betreff }) => betreff)).toEqual([
      'Zusteuerung: Zweiter Faktor eingerichtet',
      'Zusteuerung: Anmeldung mit einem Wiederherstellungscode',
      'Zusteuerung: Neue Wiederherstellungscodes',
      'Zusteuerung: Zweiter Faktor abgeschaltet',
    ]);
    const texts = told.map(({ text }) => text).join('\n');
    for (const known of [secret, PASSWORT, ...codes, ...renewed.body.codes])
      expect(texts).not.toContain(known);
    const { body: postfach } = await carla.get<{ eintraege: { betreff: string; an: string }[] }>(
      '/api/postfach',
    );
    expect(postfach.eintraege).toContainEqual(
      expect.objectContaining({ betreff: 'Zusteuerung: Zweiter Faktor abgeschaltet', an: EMAIL }),
    );
    const leon = await welt.person('cm.lernenfoerdern@rheine.example');
    expect(JSON.stringify((await leon.get('/api/postfach')).body)).not.toContain('Zweiter Faktor');
  });
});

describe('sessions', () => {
  const EMAIL = 'jobcenter@rheine.example';
  interface Stand {
    sitzungen: { id: string; geraet: string; diese: boolean }[];
  }
  const listOf = async (person: Person) => (await person.get<Stand>('/api/sicherheit')).body.sitzungen;

  test('are listed with their device, and ended one by one or all others at once', async () => {
    const firefox = welt.anyone();
    const headers = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' };
    await firefox.post('/api/anmeldung', { email: EMAIL, passwort: PASSWORT }, headers);
    const [two, three] = [await welt.person(EMAIL), await welt.person(EMAIL)];
    const list = await listOf(two);
    expect(list).toHaveLength(3);
    expect(list.filter(({ diese }) => diese)).toHaveLength(1);
    const id = list.find(({ geraet }) => geraet === 'Firefox auf Windows')?.id;
    expect((await two.send('DELETE', `/api/sicherheit/sitzungen/${id}`)).status).toBe(204);
    expect((await firefox.get('/api/ich')).status).toBe(401);
    expect((await two.send('DELETE', '/api/sicherheit/sitzungen')).status).toBe(204);
    expect([(await two.get('/api/ich')).status, (await three.get('/api/ich')).status]).toEqual([200, 401]);
  });

  test('of others are none of one’s business', async () => {
    const [jonas, leon] = [await welt.person(EMAIL), await welt.person('cm.lernenfoerdern@rheine.example')];
    const id = (await listOf(jonas))[0]?.id;
    expect((await leon.send('DELETE', `/api/sicherheit/sitzungen/${id}`)).status).toBe(404);
    expect((await leon.send('DELETE', '/api/sicherheit/sitzungen/x')).status).toBe(404);
    expect((await jonas.get('/api/ich')).status).toBe(200);
  });

  test('end when nobody does anything for a while; a page that refreshes itself does not count', async () => {
    const jonas = await welt.person(EMAIL);
    const rest = (minutes: number) =>
      query(`UPDATE sitzung SET last_seen_at = now() - interval '${minutes} minutes'`);
    await rest(50);
    await jonas.send('GET', '/api/ich', undefined, { 'zst-hintergrund': '1' });
    await rest(0);
    await rest(50);
    expect((await jonas.send('GET', '/api/ich', undefined, { 'zst-hintergrund': '1' })).status).toBe(200);
    const seen = () =>
      query<{ minuten: number }>(
        'SELECT (extract(epoch FROM now() - max(last_seen_at)) / 60)::int AS minuten FROM sitzung',
      );
    expect((await seen())[0]?.minuten).toBe(50);
    expect((await jonas.get('/api/ich')).status).toBe(200);
    expect((await seen())[0]?.minuten).toBe(0);
    await rest(61);
    expect((await jonas.get('/api/ich')).status).toBe(401);
  });

  test('a new password ends the others, and the old one opens nothing any more', async () => {
    const [one, two] = [await welt.person(EMAIL), await welt.person(EMAIL)];
    const change = (passwort: string, neu: string) => one.post('/api/sicherheit/passwort', { passwort, neu });
    expect(await change('falsch', 'vier Wörter ohne jeden Sinn')).toMatchObject({
      status: 422,
      body: { fehler: [{ feld: 'passwort' }] },
    });
    expect(await change(PASSWORT, 'Passwort2026!')).toMatchObject({
      status: 422,
      body: { fehler: [{ feld: 'neu', code: 'PASSWORT' }] },
    });
    const before = one.cookie();
    expect((await change(PASSWORT, 'vier Wörter ohne jeden Sinn')).status).toBe(204);
    expect([(await one.get('/api/ich')).status, (await two.get('/api/ich')).status]).toEqual([200, 401]);
    expect((await welt.anyone().send('GET', '/api/ich', undefined, { cookie: before })).status).toBe(401);
    expect((await signIn(EMAIL)).status).toBe(401);
    const told = await toldTo(EMAIL);
    expect(told.map(({ betreff }) => betreff)).toEqual(['Zusteuerung: Ihr Passwort wurde geändert']);
    expect(told[0]?.text).not.toMatch(/vier Wörter|geheim/);
  });

  test('neither names of the place nor of the product make a password', async () => {
    const jonas = welt.anyone();
    await jonas.post('/api/anmeldung', { email: EMAIL, passwort: 'vier Wörter ohne jeden Sinn' });
    for (const neu of ['Stadt-Rheine-2026!', 'Zusteuerung-Rheine', 'Caritas!Rheine!99'])
      expect(
        await jonas.post('/api/sicherheit/passwort', { passwort: 'vier Wörter ohne jeden Sinn', neu }),
      ).toMatchObject({ status: 422, body: { fehler: [{ feld: 'neu', code: 'PASSWORT' }] } });
  });
});

test('a stranger who guesses at an account does not lock out its owner on a device known to it', async () => {
  const EMAIL = 'lenkungsgruppe@rheine.example';
  await patience();
  const greta = await welt.person(EMAIL);
  for (let i = 0; i < 8; i++) await welt.anyone().post('/api/anmeldung', { email: EMAIL, passwort: 'x' });
  await query("UPDATE bremse SET gesperrt_bis = now() + interval '60 seconds' WHERE gesperrt_bis > zuletzt");
  expect((await signIn(EMAIL)).status).toBe(429);
  expect((await signIn(EMAIL, undefined, greta)).status).toBe(200);
  // The device's token is of this account, and cannot be made up.
  const forged = { cookie: `zst_geraet=abc.${'x'.repeat(43)}` };
  const answer = await welt.anyone().post('/api/anmeldung', { email: EMAIL, passwort: PASSWORT }, forged);
  expect(answer.status).toBe(429);
});

test('attempts are counted for all processes together, and waits grow to a most', async () => {
  await patience();
  const [frei, hoechstens] = [5, 300];
  for (let i = 0; i < frei; i++)
    await welt.anyone().post('/api/anmeldung', { email: 'x@y.example', passwort: 'x' });
  const waits = () =>
    query<{ wait: number }>(
      `SELECT round(extract(epoch FROM gesperrt_bis - zuletzt))::int AS wait FROM bremse ORDER BY versuche DESC, wait DESC LIMIT 1`,
    );
  expect((await waits())[0]?.wait).toBe(1);
  const seen: number[] = [];
  for (let i = 0; i < 12; i++) {
    await query('UPDATE bremse SET gesperrt_bis = now()');
    await welt.anyone().post('/api/anmeldung', { email: 'x@y.example', passwort: 'x' });
    seen.push((await waits())[0]?.wait ?? 0);
  }
  expect(seen.slice(0, 8)).toEqual([2, 4, 8, 16, 32, 64, 128, 256]);
  expect(Math.max(...seen)).toBe(hoechstens);
  const [row] = await query<{ namen: string }>('SELECT string_agg(schluessel, $$ $$) AS namen FROM bremse');
  expect(row?.namen).not.toContain('@');
});
