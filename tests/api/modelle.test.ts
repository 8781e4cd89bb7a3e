import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aufgabeOf, beispiel, melden, Welt, type Json, type Person } from './welt.js';

let welt: Welt;
let katrin: Person;

beforeAll(async () => {
  welt = await Welt.open();
  katrin = await welt.person('koordination@rheine.example');
});
afterAll(() => welt.stop());

interface Findings {
  code: string;
  version: number;
  findings: { severity: string; elementId?: string; message: { de: string } }[];
}

const datei = async (pfad: string) =>
  (await katrin.get<{ inhalt: string }>(`/api/modelle/datei?pfad=${encodeURIComponent(pfad)}`)).body.inhalt;
const deploy = (inhalt: string, basisVersion: number, pfad = 'zusteuerung.dmn') =>
  katrin.post<Findings>('/api/modelle/bereitstellen', {
    dateien: [{ pfad, inhalt }],
    kommentar: 'Test',
    basisVersion,
  });

test('the package, its files and its versions', async () => {
  const { body } = await katrin.get<{
    version: number;
    dateien: { pfad: string; art: string; name: string }[];
  }>('/api/modelle');
  expect(body).toMatchObject({ version: 1, bereitgestelltVon: 'System' });
  expect(body.dateien).toContainEqual({ pfad: 'zusteuerung.bpmn', art: 'bpmn', name: 'Zusteuerung Rheine' });
  expect(body.dateien.map(({ art }) => art)).toEqual(
    expect.arrayContaining(['dmn', 'form', 'nachricht', 'kommune']),
  );
  expect((await katrin.get<Json[]>('/api/modelle/versionen')).body).toMatchObject([
    { version: 1, laufendeVorgaenge: 0 },
  ]);
  for (const query of ['pfad=gibtsnicht.bpmn', 'pfad=../../etc/passwd', 'pfad=zusteuerung.bpmn&version=99'])
    expect((await katrin.get(`/api/modelle/datei?${query}`)).status).toBe(404);
  expect((await katrin.get('/api/modelle/datei?pfad=zusteuerung.bpmn&version=x')).status).toBe(400);
});

test.each([
  ['no XML', 'zusteuerung.bpmn', () => 'kein XML'],
  ['a broken connection', 'zusteuerung.bpmn', (xml: string) => xml.replace('targetRef="', 'targetRef="x')],
  ['a broken form', 'meldung.form', () => '{'],
  ['a municipality without name', 'kommune.json', () => '{"id":"rheine"}'],
  [
    'the file of another municipality',
    'kommune.json',
    (json: string) => json.replace('"id": "rheine"', '"id": "fremd"'),
  ],
])('%s is refused with findings, and the old version stays', async (_, pfad, change) => {
  const inhalt = change(await datei(pfad));
  const { body: checked } = await katrin.post<Findings>('/api/modelle/pruefen', {
    dateien: [{ pfad, inhalt }],
  });
  if (!inhalt.includes('fremd'))
    expect(checked.findings.some(({ severity }) => severity === 'error')).toBe(true);
  const { status, body } = await deploy(inhalt, 1, pfad);
  expect([status, body.code]).toEqual([422, 'MODELL_ABGELEHNT']);
  expect(body.findings[0]?.message.de).toMatch(/\S/);
  expect((await katrin.get<{ version: number }>('/api/modelle')).body.version).toBe(1);
});

test('a changed rule is for new cases; running ones keep explaining themselves with theirs; a second author is told', async () => {
  const carla = await welt.person('cm.caritas@rheine.example');
  const alt = await melden(carla, 'rheine', beispiel('rheine', 0));
  const { vorgang: alter } = await aufgabeOf(carla, alt.referenz);
  const dmn = await datei('zusteuerung.dmn');
  const done = await deploy(dmn.replace('<definitions', '<!-- neu --><definitions'), 1);
  expect([done.status, done.body.version]).toEqual([201, 2]);
  expect(await deploy(`${dmn}<!-- zu spät -->`, 1)).toMatchObject({
    status: 409,
    body: { code: 'VERSION_VERALTET', durch: 'Katrin Sommer', am: expect.any(String) },
  });
  const audited = `SELECT 1 FROM audit_entry a JOIN konto k ON k.id::text = a.actor
    WHERE a.action = 'paket.bereitgestellt' AND a.data->>'version' = '2' AND k.name = 'Katrin Sommer'`;
  expect(await welt.query(audited)).toHaveLength(1);
  const neu = await melden(carla, 'rheine', beispiel('rheine', 0));
  const { vorgang: neuer } = await aufgabeOf(carla, neu.referenz);
  const versionsOf = async (id: string) => {
    const answer = await carla.get<{ modellVersion: number; begruendung: { version: number }[] }>(
      `/api/vorgaenge/${id}`,
    );
    return [answer.body.modellVersion, ...new Set(answer.body.begruendung.map(({ version }) => version))];
  };
  expect(await versionsOf(alter.id)).toEqual([1, 1]);
  expect(await versionsOf(neuer.id)).toEqual([2, 2]);
  const { body: versionen } = await katrin.get<Json[]>('/api/modelle/versionen');
  expect(versionen).toMatchObject([
    { version: 2, kommentar: 'Test', bereitgestelltVon: 'Katrin Sommer', laufendeVorgaenge: 1 },
    { version: 1, laufendeVorgaenge: 1 },
  ]);
});
