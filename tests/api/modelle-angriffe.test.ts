import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Welt, type Json, type Person } from './welt.js';

let welt: Welt;
let katrin: Person;
let kreis: Person;

beforeAll(async () => {
  welt = await Welt.open();
  katrin = await welt.person('koordination@rheine.example');
  kreis = await welt.person('koordination@en-kreis.example');
});
afterAll(() => welt.stop());

interface Findings {
  findings: { code: string; severity: string; elementId?: string; file?: string }[];
}

const datei = async (person: Person, query: string) =>
  (await person.get<{ inhalt: string }>(`/api/modelle/datei?${query}`)).body.inhalt;
const check = (pfad: string, inhalt: string) =>
  katrin.post<Findings>('/api/modelle/pruefen', { dateien: [{ pfad, inhalt }] });
const deploy = (pfad: string, inhalt: string) =>
  katrin.post<Findings>('/api/modelle/bereitstellen', {
    dateien: [{ pfad, inhalt }],
    kommentar: 'x',
    basisVersion: 1,
  });
const errorsOf = ({ body }: { body: Findings }) =>
  body.findings.filter(({ severity }) => severity === 'error');

test('a version number leads to the own package only', async () => {
  const [hier, dort] = await Promise.all(
    [katrin, kreis].map((person) => datei(person, 'pfad=zusteuerung.dmn&version=1')),
  );
  expect(hier).not.toBe(dort);
  expect((await katrin.get('/api/modelle/datei?pfad=meldeverfahren.bpmn&version=1')).status).toBe(404);
  expect((await kreis.get('/api/modelle/datei?pfad=zusteuerung.bpmn&version=1')).status).toBe(404);
  for (const version of [
    '0',
    '-1',
    '2',
    '1.5',
    '1e9',
    '99999999999999999999',
    'NaN',
    "1' OR 1=1",
    '1&version=2',
  ])
    expect([400, 404]).toContain(
      (await katrin.get(`/api/modelle/datei?pfad=zusteuerung.bpmn&version=${version}`)).status,
    );
});

test.each([
  '../x.bpmn',
  'a/../../x.bpmn',
  '/etc/passwd',
  'a//b',
  '.geheim',
  'a/.b',
  'a\\b',
  'C:/x',
  'ä.bpmn',
  'a b',
  '',
  '.',
  'x/',
])('the path %j is refused', async (pfad) => {
  for (const answer of [await check(pfad, 'x'), await deploy(pfad, 'x')])
    expect([pfad, answer.status]).toEqual([pfad, 400]);
});

const LACHEN = `<!DOCTYPE d [<!ENTITY a "ha">${[...'bcdefghij']
  .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i] ?? 'a'};`.repeat(10)}">`)
  .join('')}]>`;
const FREMD = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>';

test.each([
  ['zusteuerung.bpmn', LACHEN, '&j;'],
  ['zusteuerung.bpmn', FREMD, '&x;'],
  ['zusteuerung.dmn', LACHEN, '&j;'],
  ['zusteuerung.dmn', FREMD, '&x;'],
])('entities in %s are refused, not read', async (pfad, doctype, reference) => {
  const xml = await datei(katrin, `pfad=${pfad}`);
  const inhalt = xml
    .replace(/^(<\?xml[^>]*\?>)?/, `$1${doctype}`)
    .replace(/ name="[^"]*"/, ` name="${reference}"`);
  expect(errorsOf(await check(pfad, inhalt)).map(({ code }) => code)).toContain('DOCTYPE');
  const answer = await deploy(pfad, inhalt);
  expect(answer.status).toBe(422);
  expect(JSON.stringify(answer.body)).not.toMatch(/root:|haha/);
});

test.each([
  ['bpmn', '<process '.repeat(150_000)],
  ['bpmn', `<a ${'b="" '.repeat(200_000)}>`],
  ['dmn', `<a ${'b="" '.repeat(200_000)}>`],
  ['bpmn', '<'.repeat(1_000_000)],
  ['bpmn', '<a>'.repeat(100_000)],
  ['dmn', '<a>'.repeat(100_000)],
  ['form', '['.repeat(500_000)],
  ['form', `{"id":"x","components":${'[{"type":"group","components":'.repeat(5_000)}`],
])('a %s made to exhaust the reader is refused in time (%#)', async (endung, inhalt) => {
  expect(errorsOf(await check(`neu.${endung}`, inhalt)).length).toBeGreaterThan(0);
  expect((await katrin.get('/api/modelle')).status).toBe(200);
});

test.each([
  ['VORLAGE_FEHLT', (xml: string) => xml.replace('key="vorlage" value="', 'key="vorlage" value="weg_')],
  ['FORM_MISSING', (xml: string) => xml.replace('formId="', 'formId="weg_')],
  ['ORGANISATION_UNBEKANNT', (xml: string) => xml.replace('ks-rheine:koordination', 'ks-weg:koordination')],
  ['GRUPPE_UNLESBAR', (xml: string) => xml.replace('ks-rheine:koordination', 'ks-rheine:chefin')],
])('%s is found at the element when checking and deploying, and nothing changes', async (code, change) => {
  const inhalt = change(await datei(katrin, 'pfad=zusteuerung.bpmn'));
  const place = { code, severity: 'error', elementId: expect.any(String), file: 'zusteuerung.bpmn' };
  expect(errorsOf(await check('zusteuerung.bpmn', inhalt))).toContainEqual(expect.objectContaining(place));
  const answer = await deploy('zusteuerung.bpmn', inhalt);
  expect(answer.status).toBe(422);
  expect(errorsOf(answer)).toContainEqual(expect.objectContaining(place));
  expect((await katrin.get<Json>('/api/modelle')).body['version']).toBe(1);
});
