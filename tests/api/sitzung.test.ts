import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { beispiel, eventually, melden, PASSWORT, Welt, type Json } from './welt.js';

let welt: Welt;
beforeAll(async () => {
  welt = await Welt.open({ PUBLIC_URL: 'https://kim.example.de' });
});
afterAll(() => welt.stop());

const EMAIL = 'cm.caritas@rheine.example';

/** A request with exactly these headers, as a program other than our pages may send it. */
const raw = (method: string, path: string, headers: Record<string, string>, body: unknown = {}) =>
  fetch(welt.address + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });

async function signIn(email = EMAIL): Promise<{ cookie: string; flags: string }> {
  const response = await raw('POST', '/api/anmeldung', {}, { email, passwort: PASSWORT });
  const flags = response.headers.getSetCookie().find((cookie) => cookie.includes('zst_sitzung')) ?? '';
  return { cookie: flags.split(';')[0] ?? '', flags };
}

test('the cookie is for this site only, out of reach of scripts, and for https only where there is https', async () => {
  const { flags } = await signIn();
  for (const flag of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/']) expect(flags).toContain(flag);
  expect(flags).not.toMatch(/Domain=/i);
  expect(flags).toMatch(/^__Host-zst_sitzung=/);
});

describe('a change with a session', () => {
  const hier = () => welt.address;
  const fremd: [name: string, headers: () => Record<string, string>][] = [
    ['no origin at all', () => ({})],
    ['another site', () => ({ origin: 'https://evil.example' })],
    ['another port', () => ({ origin: 'http://127.0.0.1:1' })],
    ['our name as a part', () => ({ origin: `${hier()}.evil.example` })],
    ['our name as a user', () => ({ origin: `https://kim.example.de@evil.example` })],
    ['http instead of https', () => ({ origin: 'http://kim.example.de' })],
    ['a sandbox', () => ({ origin: 'null' })],
    ['nonsense', () => ({ origin: 'kauderwelsch' })],
    ['a sister site', () => ({ 'sec-fetch-site': 'same-site' })],
    ['a cross site with our origin', () => ({ 'sec-fetch-site': 'cross-site', origin: hier() })],
    ['an unknown kind of site', () => ({ 'sec-fetch-site': 'x', origin: hier() })],
  ];
  test.each(fremd)('from %s is refused', async (_, headers) => {
    const { cookie } = await signIn();
    for (const [method, path] of [
      ['POST', '/api/aufgaben/x/uebernehmen'],
      ['DELETE', '/api/anmeldung'],
      ['PUT', '/api/anmeldung'],
    ] as const) {
      const response = await raw(method, path, { cookie, ...headers() });
      expect([response.status, ((await response.json()) as Json)['code']]).toEqual([403, 'FREMDE_HERKUNFT']);
    }
  });

  test('from our own pages passes', async () => {
    const { cookie } = await signIn();
    for (const [name, value] of [
      ['origin', hier()],
      ['origin', 'https://kim.example.de'],
      ['sec-fetch-site', 'same-origin'],
    ] as const)
      expect((await raw('POST', '/api/aufgaben/x/uebernehmen', { cookie, [name]: value })).status).toBe(404);
  });
});

test('a session ends for good with sign-out, and at once when the account or its role is taken away', async () => {
  const status = async (cookie: string, path = '/api/ich') => (await raw('GET', path, { cookie })).status;
  const { cookie } = await signIn();
  expect(await status(cookie)).toBe(200);
  await raw('DELETE', '/api/anmeldung', { cookie, 'sec-fetch-site': 'same-origin' });
  expect(await status(cookie)).toBe(401);
  const lena = (await signIn('cm.lernenfoerdern@rheine.example')).cookie;
  expect(await status(lena, '/api/aufgaben')).toBe(200);
  const query = (sql: string) => welt.query(sql);
  await query("UPDATE konto SET aktiv = false WHERE email = 'cm.lernenfoerdern@rheine.example'");
  expect(await status(lena)).toBe(401);
  expect((await signIn('cm.lernenfoerdern@rheine.example')).cookie).toBe('');
  const lg = (await signIn('lenkungsgruppe@rheine.example')).cookie;
  await query(
    "DELETE FROM mitgliedschaft WHERE organisation_id IN ('lg-rheine', 'ag-fallanalyse') AND rolle = 'gremium'",
  );
  expect(await status(lg)).toBe(401);
});

test.each(['', 'x', 'j:{"a":1}', 'j:[1]', 'j:null', 'x'.repeat(4000), '%00', '%', "' OR 1=1", 's:x.y'])(
  'the cookie %j opens nothing and breaks nothing',
  async (value) => {
    const cookie = `__Host-zst_sitzung=${encodeURIComponent(value)}`;
    expect((await raw('GET', '/api/ich', { cookie })).status).toBe(401);
    const report = await raw(
      'POST',
      '/api/oeffentlich/kommunen/rheine/meldungen',
      { cookie, 'sec-fetch-site': 'same-origin' },
      beispiel('rheine', 0),
    );
    expect(report.status).toBe(201);
    expect((await raw('DELETE', '/api/anmeldung', { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(
      200,
    );
  },
);

test('a wrong password, signing in and signing out leave an entry in the audit log', async () => {
  await welt.query('UPDATE konto SET aktiv = true');
  const [konto] = await welt.query<{ id: string }>('SELECT id FROM konto WHERE email = $1', [EMAIL]);
  const [{ max } = { max: '0' }] = await welt.query<{ max: string }>('SELECT max(id) FROM audit_entry');
  await raw('POST', '/api/anmeldung', {}, { email: EMAIL, passwort: 'falsch' });
  const { cookie } = await signIn();
  await raw('DELETE', '/api/anmeldung', { cookie, 'sec-fetch-site': 'same-origin' });
  const actions = await eventually(async () => {
    const rows = await welt.query<{ action: string }>(
      'SELECT action FROM audit_entry WHERE subject_id = $1 AND id > $2',
      [konto?.id, max],
    );
    return rows.length >= 3 && rows.map(({ action }) => action).sort();
  });
  expect(actions).toEqual(['konto.abgemeldet', 'konto.angemeldet', 'konto.passwort_falsch']);
});

test('signing in again ends the session this browser had', async () => {
  const { cookie } = await signIn();
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  const again = await raw('POST', '/api/anmeldung', headers, { email: EMAIL, passwort: PASSWORT });
  expect(again.status).toBe(200);
  expect((await raw('GET', '/api/ich', { cookie })).status).toBe(401);
});

test('guessing at one account is stopped, whether there is such an account or not', async () => {
  for (const email of ['koordination@rheine.example', 'niemand@rheine.example']) {
    const codes: number[] = [];
    for (let i = 0; i < 22; i++)
      codes.push(
        (
          await raw(
            'POST',
            '/api/anmeldung',
            {},
            { email: i % 2 ? email : ` ${email.toUpperCase()} `, passwort: 'falsch' },
          )
        ).status,
      );
    expect([...new Set(codes)]).toEqual([401, 429]);
    // Five, and one more for each wait that was over before the next try.
    expect(codes.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(codes.filter((code) => code === 401).length).toBeLessThan(12);
    // However slow the machine is: the wait is not over yet.
    await welt.lauf.betrieb.outside((tx) =>
      tx.query("UPDATE bremse SET gesperrt_bis = now() + interval '30 seconds' WHERE gesperrt_bis > zuletzt"),
    );
    const right = await raw('POST', '/api/anmeldung', {}, { email, passwort: PASSWORT });
    expect([right.status, await right.json()]).toEqual([
      429,
      {
        code: 'ZU_VIELE_VERSUCHE',
        message: expect.stringMatching(/in \d+ Sekunden? noch einmal/),
        erneutIn: expect.any(Number),
      },
    ]);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await signIn('admin@rheine.example')).cookie).not.toBe('');
});

test('guessing at one PIN is stopped; a right one in between does not help the next guesser', async () => {
  const { referenz, pin } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const ask = async (given: string) =>
    (await raw('POST', '/api/oeffentlich/status', {}, { referenz: referenz.toLowerCase(), pin: given }))
      .status;
  expect(await ask(pin)).toBe(200);
  const codes: number[] = [];
  for (let i = 0; i < 21; i++) codes.push(await ask(String(10_000_000 + i)));
  expect(codes.slice(0, 10).every((code) => code === 404)).toBe(true);
  await welt.lauf.betrieb.outside((tx) =>
    tx.query(
      `UPDATE bremse SET gesperrt_bis = now() + interval '30 seconds'
       WHERE gesperrt_bis = (SELECT max(gesperrt_bis) FROM bremse)`,
    ),
  );
  expect(await ask(pin)).toBe(429);
});

test('many people of an office may sign in at the same moment', async () => {
  const tries = Array.from({ length: 15 }, (_, n) =>
    welt.anyone().post('/api/anmeldung', { email: `neu${n}@rheine.example`, passwort: 'falsch-genug' }),
  );
  expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(tries.map(() => 401));
});

test('answers of the API are never kept by a browser or a proxy, and https is demanded', async () => {
  const { cookie } = await signIn();
  for (const path of [
    '/api/ich',
    '/api/vorgaenge',
    '/api/oeffentlich/kommunen',
    '/api/fehlt',
    '/api/openapi.json',
  ]) {
    const { headers } = await raw('GET', path, { cookie });
    expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
    expect(headers.get('strict-transport-security')).toContain('max-age=');
  }
});

test.each(['/api', '/api/fehlt', '/api/vorgaenge/x/y/z', '/health/x'])(
  '%s is answered as JSON without a trace',
  async (path) => {
    for (const method of ['GET', 'POST', 'PATCH']) {
      const response = await raw(method, path, {});
      const body = await response.text();
      expect([path, response.status]).toEqual([path, 404]);
      expect(JSON.parse(body)).toEqual({ code: 'NICHT_GEFUNDEN', message: expect.stringMatching(/\.$/) });
    }
  },
);
