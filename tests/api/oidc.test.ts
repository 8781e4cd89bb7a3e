import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { freePort } from '../support/app.js';
import { Anbieter, CLIENT_ID, CLIENT_SECRET } from '../support/oidc.js';
import { PASSWORT, Welt, type Json } from './welt.js';

let welt: Welt;
let anbieter: Anbieter;

beforeAll(async () => {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  anbieter = await Anbieter.start(address);
  welt = await Welt.open({
    PORT: String(port),
    PUBLIC_URL: address,
    OIDC_ISSUER: anbieter.issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: CLIENT_SECRET,
    OIDC_KOMMUNE: 'rheine',
    OIDC_VERKNUEPFEN: '1',
    OIDC_NAME: 'dem Konto der Stadt Rheine',
  });
});
afterAll(async () => {
  await welt?.stop();
  await anbieter?.stop().catch(() => {});
});

const CM = 'caritas-rheine:case_management';
beforeEach(() => {
  anbieter.menschen.set('maria', {
    name: 'Maria Neu',
    email: 'Maria.Neu@rheine.example',
    email_verified: true,
    groups: [CM, 'Drucker 3. Stock', 'fremd-org:koordination', 'rheine:caritas-rheine:gremium'],
  });
  anbieter.davor = 'maria';
});

/** A browser: cookies per site, and each redirect looked at. */
class Browser {
  private readonly jars = new Map<string, Map<string, string>>();
  readonly besucht: string[] = [];

  async get(url: string, method = 'GET'): Promise<Response> {
    const { origin } = new URL(url);
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, accept: 'text/html', ...(method !== 'GET' && { origin }) };
    const response = await fetch(url, { method, headers, redirect: 'manual' });
    for (const text of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    this.besucht.push(url);
    return response;
  }

  /** Follows redirects until there is none, or until `stop` says so; hands back the address it ended at. */
  async go(url: string, stop: (url: string) => boolean = () => false): Promise<string> {
    for (let at = url; ;) {
      if (stop(at)) return at;
      const response = await this.get(at);
      const location = response.headers.get('location');
      if (!location) return at;
      at = new URL(location, at).href;
    }
  }

  keks = (name: string) => this.jars.get(welt.address)?.get(name);
  setKeks = (name: string, value: string) => this.jars.get(welt.address)?.set(name, value);

  async json(path: string, method = 'GET'): Promise<{ status: number; body: Json }> {
    const response = await this.get(welt.address + path, method);
    return { status: response.status, body: (await response.json()) as Json };
  }
}

const start = () => `${welt.address}/api/anmeldung/oidc?weiter=${encodeURIComponent('/vorgaenge')}`;
const isCallback = (url: string) => url.includes('/api/anmeldung/oidc/zurueck');

async function signIn(sub = 'maria'): Promise<{ browser: Browser; ende: string }> {
  anbieter.davor = sub;
  const browser = new Browser();
  const ende = await browser.go(start());
  return { browser, ende: ende.slice(welt.address.length) };
}

const query = <T>(sql: string): Promise<T[]> => welt.lauf.betrieb.outside((tx) => tx.query(sql));

const rollenOf = async (browser: Browser) =>
  ((await browser.json('/api/ich')).body['mitgliedschaften'] as { rolle: string }[]).map(
    ({ rolle }) => rolle,
  );

test('the sign-in page knows what the button says', async () => {
  expect((await welt.anyone().get('/api/anmeldung')).body).toEqual({ oidc: 'dem Konto der Stadt Rheine' });
});

test('the first sign-in makes the account with the roles of the claim; the next ones follow the claim', async () => {
  const { browser, ende } = await signIn();
  expect(ende).toBe('/vorgaenge');
  const { body } = await browser.json('/api/ich');
  expect(body).toMatchObject({ name: 'Maria Neu', email: 'maria.neu@rheine.example', lokal: false });
  expect(await rollenOf(browser)).toEqual(['case_management', 'gremium']);
  expect((await browser.json('/api/konten')).status).toBe(403);

  const alt = { name: 'Maria Alt', email: 'm.alt@rheine.example', email_verified: true };
  anbieter.menschen.set('maria', { ...alt, groups: [CM] });
  const again = await signIn();
  expect((await again.browser.json('/api/ich')).body).toMatchObject({
    id: body['id'],
    name: 'Maria Alt',
    email: 'm.alt@rheine.example',
  });
  expect(await rollenOf(again.browser)).toEqual(['case_management']);
  expect(await rollenOf(browser)).toEqual(['case_management']);

  anbieter.menschen.set('maria', { name: 'Maria Alt', email: 'm.alt@rheine.example', groups: ['Drucker'] });
  expect((await signIn()).ende).toBe('/anmelden?fehler=OIDC_OHNE_ROLLE');
  expect((await browser.json('/api/ich')).status).toBe(401);
});

test('the request carries PKCE, state and nonce; the cookie of the way is encrypted and comes along from there', async () => {
  const browser = new Browser();
  const response = await browser.get(start());
  const params = new URL(response.headers.get('location') ?? '').searchParams;
  expect(params.get('code_challenge_method')).toBe('S256');
  for (const name of ['state', 'nonce', 'code_challenge'])
    expect(String(params.get(name)).length).toBeGreaterThan(30);
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^zst_oidc=.*HttpOnly.*SameSite=Lax/);
  expect(Buffer.from(cookie.slice(9, cookie.indexOf(';')), 'base64url').toString()).not.toContain(
    '/vorgaenge',
  );
});

describe('an attacker gets in', () => {
  const callback = async (browser: Browser) => browser.go(start(), isCallback);
  const einlass = async (browser: Browser, url: string) => {
    const ende = await browser.go(url);
    expect((await browser.json('/api/ich')).status).toBe(401);
    return ende.slice(welt.address.length);
  };

  test('not with another state', async () => {
    const browser = new Browser();
    const url = new URL(await callback(browser));
    url.searchParams.set('state', 'ausgedacht');
    expect(await einlass(browser, url.href)).toBe('/anmelden?fehler=OIDC_FEHLGESCHLAGEN');
  });

  test('not with an answer of the provider to somebody else (login CSRF)', async () => {
    const url = await callback(new Browser());
    expect(await einlass(new Browser(), url)).toBe('/anmelden?fehler=OIDC_ABGELAUFEN');
    const other = new Browser();
    await callback(other);
    expect(await einlass(other, url)).toBe('/anmelden?fehler=OIDC_FEHLGESCHLAGEN');
  });

  test('not with a code used before, even with the cookie kept', async () => {
    const browser = new Browser();
    const url = await callback(browser);
    const keks = browser.keks('zst_oidc') ?? '';
    await browser.go(url);
    expect((await browser.json('/api/ich')).status).toBe(200);
    const thief = new Browser();
    await thief.json('/api/ich');
    thief.setKeks('zst_oidc', keks);
    expect(await einlass(thief, url)).toBe('/anmelden?fehler=OIDC_FEHLGESCHLAGEN');
  });

  test('not with a cookie of their own making, and not when the provider refuses', async () => {
    const browser = new Browser();
    await browser.json('/api/ich');
    browser.setKeks('zst_oidc', Buffer.from('{"state":"x","bis":99999999999999}').toString('base64url'));
    expect(await einlass(browser, `${welt.address}/api/anmeldung/oidc/zurueck?code=x&state=x`)).toBe(
      '/anmelden?fehler=OIDC_ABGELAUFEN',
    );
    const refused = new Browser();
    const { searchParams } = new URL(await callback(refused));
    const query = `error=access_denied&state=${searchParams.get('state')}&iss=${anbieter.issuer}`;
    expect(await einlass(refused, `${welt.address}/api/anmeldung/oidc/zurueck?${query}`)).toBe(
      '/anmelden?fehler=OIDC_ABGELEHNT',
    );
  });

  test.each([
    '//evil.example',
    'https://evil.example',
    'https:',
    '/\\evil.example',
    '/\t/evil.example',
    '/\r\n/evil.example',
    '/\u0001/evil.example',
    'javascript:alert(1)',
  ])('and does not lead people to %j afterwards', async (weiter) => {
    const browser = new Browser();
    const ende = await browser.go(`${welt.address}/api/anmeldung/oidc?weiter=${encodeURIComponent(weiter)}`);
    expect(ende).toBe(`${welt.address}/`);
  });
});

describe('an address the directory does not vouch for', () => {
  const addressOf = async (name: string) =>
    (await query<{ email: string }>(`SELECT email FROM konto WHERE name = '${name}'`))[0]?.email;

  test('makes no account', async () => {
    for (const [sub, email_verified] of [
      ['olga', false],
      ['otto', undefined],
    ] as const) {
      const name = `${sub} Ohne`;
      anbieter.menschen.set(sub, {
        name,
        email: `${sub}@fremd.example`,
        groups: [CM],
        ...(email_verified !== undefined && { email_verified }),
      });
      expect((await signIn(sub)).ende).toBe('/anmelden?fehler=OIDC_EMAIL_UNGEPRUEFT');
      expect(await addressOf(name)).toBeUndefined();
    }
  });

  test('does not replace the one an account has', async () => {
    await signIn();
    const before = await addressOf('Maria Neu');
    const maria = { name: 'Maria Neu', email: 'chef@rheine.example', groups: [CM] };
    anbieter.menschen.set('maria', { ...maria, email_verified: false });
    const { browser } = await signIn();
    expect((await browser.json('/api/ich')).status).toBe(200);
    expect(await addressOf('Maria Neu')).toBe(before);
    anbieter.menschen.set('maria', { ...maria, email: 'maria.anders@rheine.example', email_verified: true });
    await signIn();
    expect(await addressOf('Maria Neu')).toBe('maria.anders@rheine.example');
  });

  test('counts where the operator trusts the directory', async () => {
    const { oidc } = welt.lauf.betrieb.config.anmeldung;
    if (!oidc) throw new Error('no directory');
    oidc.emailVertraut = true;
    anbieter.menschen.set('tina', { name: 'Tina Traut', email: 'tina@rheine.example', groups: [CM] });
    const { browser } = await signIn('tina');
    oidc.emailVertraut = false;
    expect((await browser.json('/api/ich')).body).toMatchObject({ email: 'tina@rheine.example' });
  });
});

describe('an account that is there already', () => {
  const email = 'cm.lernenfoerdern@rheine.example';

  test('is not taken over with an address nobody has verified', async () => {
    anbieter.menschen.set('leon', { name: 'Leon', email, email_verified: false, groups: [CM] });
    expect((await signIn('leon')).ende).toBe('/anmelden?fehler=OIDC_EMAIL_VERGEBEN');
    expect((await welt.person(email)).cookie()).toContain('zst_sitzung');
  });

  test('is linked with a verified one, and from then on the directory alone opens it', async () => {
    const vorher = await welt.person(email);
    anbieter.menschen.set('leon', { name: 'Leon Förster', email, email_verified: true, groups: [CM] });
    const { browser } = await signIn('leon');
    expect((await browser.json('/api/ich')).body).toMatchObject({ email, lokal: false });
    expect((await vorher.get('/api/ich')).status).toBe(401);
    const local = await welt.anyone().post('/api/anmeldung', { email, passwort: PASSWORT });
    expect(local.status).toBe(401);
    anbieter.menschen.set('falsch', { name: 'Falsch', email, email_verified: true, groups: [CM] });
    expect((await signIn('falsch')).ende).toBe('/anmelden?fehler=OIDC_EMAIL_VERGEBEN');
  });

  test('and is blocked stays out', async () => {
    const { browser } = await signIn();
    await query("UPDATE konto SET aktiv = false WHERE name LIKE 'Maria%'");
    expect((await browser.json('/api/ich')).status).toBe(401);
    expect((await signIn()).ende).toBe('/anmelden?fehler=KONTO_GESPERRT');
    await query("UPDATE konto SET aktiv = true WHERE name LIKE 'Maria%'");
  });
});

describe('signing out', () => {
  const send = async (token: unknown) =>
    (
      await fetch(`${welt.address}/api/anmeldung/oidc/abmeldung`, {
        method: 'POST',
        body: new URLSearchParams({ logout_token: String(token) }),
      })
    ).status;
  const isIn = async (browser: Browser) => (await browser.json('/api/ich')).status === 200;

  test('leads to the provider, whose back channel ends its other session here too', async () => {
    const { browser } = await signIn();
    const { body } = await browser.json('/api/anmeldung', 'DELETE');
    const url = new URL(String(body['weiter']));
    expect(url.origin).toBe(anbieter.issuer);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${welt.address}/anmelden?abgemeldet=ja`);
    expect(await isIn(browser)).toBe(false);
    const page = await browser.get(url.href);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('op.logoutForm')]);
  });

  test('through the back channel ends exactly the named sessions, at once', async () => {
    const [one, other] = [(await signIn()).browser, (await signIn()).browser];
    const [{ sid }] = (await query(
      'SELECT oidc_sid AS sid FROM sitzung WHERE oidc_sid IS NOT NULL ORDER BY created_at DESC LIMIT 1',
    )) as [{ sid: string }];
    expect(await send(await anbieter.logoutToken({ sid }))).toBe(200);
    expect([await isIn(one), await isIn(other)]).toEqual([true, false]);
    expect(await send(await anbieter.logoutToken({ sub: 'maria' }))).toBe(200);
    expect(await isIn(one)).toBe(false);
    const ended = `SELECT 1 FROM audit_entry WHERE action = 'konto.abgemeldet' AND actor = 'system'`;
    expect((await welt.query(ended)).length).toBeGreaterThan(1);
  });

  test('with a forged, foreign, old or repeated token is refused', async () => {
    const { browser } = await signIn();
    const { privateKey: foreign } = await generateKeyPair('RS256');
    const now = Math.floor(Date.now() / 1000);
    const sub = 'maria';
    const used = await anbieter.logoutToken({ sub: 'niemand' });
    expect(await send(used)).toBe(200);
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const wrong: [string, string][] = [
      ['repeated', used],
      ['foreign key', await anbieter.logoutToken({ sub }, { key: foreign })],
      ['foreign issuer', await anbieter.logoutToken({ sub }, { issuer: 'https://evil.example' })],
      ['foreign audience', await anbieter.logoutToken({ sub }, { audience: 'andere' })],
      ['expired', await anbieter.logoutToken({ sub }, { issuedAt: now - 3600 })],
      ['of the future', await anbieter.logoutToken({ sub }, { issuedAt: now + 3600 })],
      ['no event', await anbieter.logoutToken({ sub, events: {} })],
      ['an ID token', await anbieter.logoutToken({ sub, nonce: 'x' })],
      ['nobody named', await anbieter.logoutToken({})],
      ['no jti', await anbieter.logoutToken({ sub, jti: undefined })],
      ['unsigned', `${none}.${used.split('.')[1]}.`],
      ['nonsense', 'x.y.z'],
      ['empty', ''],
    ];
    for (const [name, token] of wrong) expect([name, await send(token)]).toEqual([name, 400]);
    expect(await isIn(browser)).toBe(true);
  });
});

test('while the provider cannot be reached, people are told and local sign-in works', async () => {
  const browser = new Browser();
  const url = await browser.go(start(), isCallback);
  await anbieter.stop();
  const ende = await browser.go(url);
  expect(ende.slice(welt.address.length)).toBe('/anmelden?fehler=OIDC_NICHT_ERREICHBAR');
  expect((await (await welt.person('admin@rheine.example')).get('/api/ich')).status).toBe(200);
});
