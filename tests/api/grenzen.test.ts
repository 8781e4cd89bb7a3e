import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aufgabeOf, beispiel, melden, Welt, type Json, type Person } from './welt.js';

let welt: Welt;
let mila: Person;
beforeAll(async () => {
  welt = await Welt.open({
    LIMIT_MELDUNG: '6',
    LIMIT_ANMELDUNG: '5',
    LIMIT_STATUS: '4',
    LIMIT_ALLGEMEIN: '60',
  });
  mila = welt.anyone();
});
afterAll(() => welt.stop());

const MELDUNGEN = '/api/oeffentlich/kommunen/rheine/meldungen';

test.each([
  'opfer@x.example\r\nBcc: viele@y.example',
  'a@x.example, b@y.example',
  '"a" <b@x.example>',
  'a@b@x.example',
])('an address of a reporter is one address: %j', async (melder_email) => {
  const { status, body } = await mila.post<{ fehler: Json[] }>(
    MELDUNGEN,
    beispiel('rheine', 0, { melder_email }),
  );
  expect(status).toBe(422);
  expect(body.fehler).toContainEqual(expect.objectContaining({ feld: 'melder_email' }));
});

test('what people write is never read as a template', async () => {
  const { referenz } = await melden(
    mila,
    'rheine',
    beispiel('rheine', 0, { melder_name: '{{referenz}} {{link}}' }),
  );
  const carla = await welt.person('cm.caritas@rheine.example');
  await aufgabeOf(carla, referenz);
  const { body } = await carla.get<{ eintraege: { text: string }[] }>('/api/postfach');
  for (const { text } of body.eintraege) expect(text).not.toContain('{{');
});

test('each way in has a limit of its own, with a time to wait', async () => {
  const spend = async (path: string, body: unknown, most: number) => {
    for (let i = 0; i <= most; i++) {
      const answer = await mila.post<Json>(path, body);
      if (answer.status === 429) return answer;
    }
    throw new Error(`${path}: no limit after ${most}`);
  };
  for (const [path, body, most] of [
    ['/api/oeffentlich/status', { referenz: 'x', pin: '1' }, 4],
    ['/api/anmeldung', { email: 'a@b.de', passwort: 'x' }, 5],
    [MELDUNGEN, {}, 6],
  ] as const) {
    const { headers, body: answer } = await spend(path, body, most);
    expect(answer).toMatchObject({ code: 'ZU_VIELE_ANFRAGEN', message: expect.stringContaining('warten') });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  const codes: number[] = [];
  for (let i = 0; i < 70; i++) codes.push((await mila.get('/api/oeffentlich/kommunen')).status);
  expect(codes).toContain(429);
  expect((await mila.get('/health/live')).status).toBe(200);
});

test('a client does not escape its limit by naming other addresses', async () => {
  const codes = [];
  for (let i = 0; i < 8; i++) {
    const headers = {
      'x-forwarded-for': `198.51.100.${i}`,
      forwarded: `for=198.51.100.${i}`,
      'x-real-ip': '1.2.3.4',
    };
    codes.push(
      (await mila.send('POST', '/api/oeffentlich/status', { referenz: 'x', pin: '1' }, headers)).status,
    );
  }
  expect(codes.at(-1)).toBe(429);
});

test('the key against double submitting is one optional header', () => {
  const { paths } = JSON.parse(readFileSync('apps/server/openapi.json', 'utf8')) as {
    paths: Record<string, { post: { parameters: { in: string; name: string; required: boolean }[] } }>;
  };
  const parameters = paths['/api/oeffentlich/kommunen/{kommune}/meldungen']?.post.parameters ?? [];
  expect(parameters.filter(({ in: place }) => place === 'header')).toEqual([
    expect.objectContaining({ name: 'Idempotency-Key', required: false }),
  ]);
});
