import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aufgabeOf, beispiel, melden, Welt, type Json, type Person } from './welt.js';

/** What strangers send: nothing of it may be an error of ours, and every refusal says in German what to do. */
let welt: Welt;
let carla: Person;
let katrin: Person;
let fall: { id: string; aufgabe: string };

beforeAll(async () => {
  welt = await Welt.open({ LIMIT_ALLGEMEIN: '100000', LIMIT_MELDUNG: '100000' });
  carla = await welt.person('cm.caritas@rheine.example');
  katrin = await welt.person('koordination@rheine.example');
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const aufgabe = await aufgabeOf(carla, referenz);
  fall = { id: aufgabe.vorgang.id, aufgabe: aufgabe.id };
});
afterAll(() => welt.stop());

const MELDUNGEN = '/api/oeffentlich/kommunen/rheine/meldungen';
const seltsam: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'x',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  "'; DROP TABLE vorgang; --",
  'x'.repeat(5000),
  [],
  [null],
  [[]],
  ['x'],
  {},
  { a: {} },
  { length: 5 },
  { toString: null },
  { constructor: { prototype: { a: 1 } } },
];

const felder: [path: () => string, gut: () => Json][] = [
  [() => '/api/anmeldung', () => ({ email: 'a@b.de', passwort: 'x' })],
  [() => '/api/oeffentlich/status', () => ({ referenz: 'RHE-2026-222222', pin: '12345678' })],
  [() => MELDUNGEN, () => ({ zugang: 'gibtsnicht', antworten: {} })],
  [() => `/api/aufgaben/${fall.aufgabe}/abschliessen`, () => ({ antworten: { x: 1 } })],
  [() => `/api/vorgaenge/${fall.id}/anliegen`, () => ({ antworten: {} })],
  [() => '/api/modelle/pruefen', () => ({ dateien: [] })],
  [
    () => '/api/modelle/bereitstellen',
    () => ({ dateien: [{ pfad: 'x.bpmn', inhalt: 'x' }], kommentar: 'x', basisVersion: -1 }),
  ],
];

function expectRefusal({ status, body }: { status: number; body: Json | null }): void {
  expect([status, JSON.stringify(body)]).toEqual([expect.any(Number), expect.anything()]);
  if (status < 400) return;
  if (status >= 500) throw new Error(`${status} ${JSON.stringify(body)}`);
  expect(body).toMatchObject({
    code: expect.stringMatching(/^[A-Z_]+$/),
    message: expect.stringMatching(/[.?!]$/),
  });
  expect(JSON.stringify(body)).not.toMatch(/node_modules|\bat \w+ \(|SELECT|typeorm/i);
}

describe.each(felder)('%s', (path, gut) => {
  test('any JSON in any field is no error of ours', async () => {
    for (const wer of [katrin, carla])
      for (const feld of Object.keys(gut()))
        for (const wert of seltsam) expectRefusal(await wer.post(path(), { ...gut(), [feld]: wert }));
  });

  test('any JSON as the whole body is no error of ours', async () => {
    for (const body of [
      ...seltsam.slice(0, 5),
      [],
      [gut()],
      [null],
      'kein JSON',
      '{',
      '{"a":1}}',
      '[',
      '"x"',
    ])
      expectRefusal(await katrin.post(path(), typeof body === 'string' ? body : JSON.stringify(body)));
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=kauderwelsch',
      'x',
    ])
      expectRefusal(await katrin.send('POST', path(), 'a=b', { 'content-type': type }));
    expectRefusal(await katrin.send('POST', path(), '{}', { 'content-encoding': 'kauderwelsch' }));
  });

  test('bodies too large, too deep or of countless crumbs are refused', async () => {
    const wert = (inhalt: string) => `{"${Object.keys(gut())[0]}":${inhalt}}`;
    expectRefusal(await katrin.post(path(), wert('['.repeat(2000) + ']'.repeat(2000))));
    expectRefusal(await katrin.post(path(), wert('['.repeat(100_000) + ']'.repeat(100_000))));
    expectRefusal(await katrin.post(path(), wert('{"a":'.repeat(2000) + '1' + '}'.repeat(2000))));
    expect((await katrin.post(path(), wert(`[${'0,'.repeat(50_000)}0]`))).status).toBe(400);
    const riesig = await katrin.post(path(), wert(`"${'x'.repeat(13_000_000)}"`));
    expect([riesig.status, riesig.body['code']]).toEqual([413, 'ZU_GROSS']);
  });
});

test('each field of the forms takes any JSON', async () => {
  const { zugang, antworten } = beispiel('rheine', 0);
  for (const feld of Object.keys(antworten))
    for (const wert of seltsam)
      expectRefusal(
        await welt.anyone().post(MELDUNGEN, { zugang, antworten: { ...antworten, [feld]: wert } }),
      );
});

test('a packed bomb is measured unpacked', async () => {
  const response = await fetch(welt.address + MELDUNGEN, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: gzipSync(`{"zugang":"${'x'.repeat(50_000_000)}"}`),
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ code: 'ZU_GROSS' });
});

test('answers cannot reach the prototype of anything', async () => {
  const { zugang, antworten } = beispiel('rheine', 0);
  const text = JSON.stringify({ zugang, antworten }).replace(
    '"antworten":{',
    '"__proto__":{"verseucht":1},"antworten":{"__proto__":{"verseucht":1},"constructor":{"prototype":{"verseucht":1}},',
  );
  expect((await welt.anyone().post(MELDUNGEN, text)).status).toBe(201);
  expect(({} as Json)['verseucht']).toBeUndefined();
});

test.each(['/api/aufgaben', '/api/vorgaenge', '/api/postfach'])(
  '%s refuses a cursor that is not its own',
  async (path) => {
    const pack = (text: string) => Buffer.from(text).toString('base64url');
    const id = '00000000-0000-4000-8000-000000000000';
    const marken = [
      'x',
      '%00',
      '%ff',
      '=',
      pack('a b'),
      pack(`1 ${id}`),
      pack(`+275760-09-14T00:00:00Z ${id}`),
    ].concat(
      pack(`-000001-01-01T00:00:00.000Z ${id}`),
      pack(JSON.stringify(['1', id])),
      pack(JSON.stringify(['2026-01-01T00:00:00.000Z', "'; SELECT 1"])),
      pack(JSON.stringify({ a: 1 })),
      pack('null'),
      pack(`2026-13-99T00:00:00.000Z ${id}`),
    );
    for (const marke of marken) {
      const answer = await katrin.get(`${path}?cursor=${marke}`);
      expect([marke, answer.status]).toEqual([marke, 400]);
      expectRefusal(answer);
    }
    for (const query of [
      'cursor[]=x',
      'cursor=x&cursor=y',
      'art=x',
      'art[]=meldung',
      'filter=alle',
      'suche[a]=b',
    ])
      expectRefusal(await katrin.get(`${path}?${query}`));
  },
);

test('a search is text, never SQL, and wildcards stand for themselves', async () => {
  for (const suche of [
    "' OR 1=1 --",
    '%',
    '_',
    '\\',
    "'; DROP TABLE vorgang; --",
    '%25%25',
    '$1',
    ':tenant',
  ]) {
    const answer = await katrin.get<{ eintraege: Json[] }>(
      `/api/vorgaenge?suche=${encodeURIComponent(suche)}`,
    );
    expect([suche, answer.status, answer.body.eintraege.length]).toEqual([suche, 200, 0]);
  }
});

test.each([
  '%00',
  '%',
  '%c3%28',
  '..%2f..',
  'a'.repeat(300),
  '%F0%9F%92%A9',
  "'",
  'constructor',
  '__proto__',
])('the id %s finds nothing anywhere', async (id) => {
  for (const path of [
    `/api/aufgaben/${id}`,
    `/api/vorgaenge/${id}`,
    `/api/vorgaenge/${id}/diagramm`,
    `/api/vorgaenge/${id}/anliegen/formular`,
    `/api/oeffentlich/kommunen/${id}`,
    `/api/oeffentlich/kommunen/rheine/zugaenge/${id}/formular`,
    `/api/modelle/datei?pfad=${id}`,
    `/api/${id}`,
  ]) {
    const answer = await carla.get(path);
    expect([400, 404]).toContain(answer.status);
    expectRefusal(answer);
  }
});
