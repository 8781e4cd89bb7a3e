import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aufgabeOf, beispiel, eventually, melden, Welt, type Json, type Person } from './welt.js';

let welt: Welt;
let caritas: Person;
let koordination: Person;

beforeAll(async () => {
  welt = await Welt.open();
  [caritas, koordination] = await Promise.all([
    welt.person('cm.caritas@rheine.example'),
    welt.person('koordination@rheine.example'),
  ]);
});
afterAll(() => welt.stop());

type Ergebnis = { vorgangId: string; vorgangSichtbar: boolean };

async function erledigen(wer: Person, referenz: string, name: RegExp, antworten: Json): Promise<Ergebnis> {
  const { id } = await aufgabeOf(wer, referenz, name);
  const { status, body } = await wer.post<Ergebnis & Json>(`/api/aufgaben/${id}/abschliessen`, { antworten });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

async function angeboten(): Promise<string> {
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const bestaetigt = await erledigen(caritas, referenz, /Vorschlag bestätigen/, { entscheidung: 'annehmen' });
  expect(bestaetigt.vorgangSichtbar).toBe(true);
  return referenz;
}

const verlaufOf = async (id: string) => {
  const { body } = await koordination.get<{ verlauf: { text: string }[] }>(`/api/vorgaenge/${id}`);
  return body.verlauf.map(({ text }) => text).join('\n');
};

async function traces(wer: Person, referenz: string): Promise<string[]> {
  const paths = [
    '/api/vorgaenge',
    '/api/aufgaben',
    '/api/aufgaben?filter=erledigt',
    '/api/aufgaben?filter=meine',
  ];
  const found: string[] = [];
  for (const path of paths)
    if (JSON.stringify((await wer.get(path)).body).includes(referenz)) found.push(path);
  return found;
}

test('who declines an offered case sees it no more, in no list and not by its address', async () => {
  const referenz = await angeboten();
  const { vorgangId, vorgangSichtbar } = await erledigen(caritas, referenz, /Annahme/, {
    doppelbetreuung: 'keine',
    entscheidung: 'ablehnen',
    ablehnungsgrund: 'keine_kapazitaet',
    ablehnung_text: 'Alle Plätze sind belegt.',
  });
  expect(vorgangSichtbar).toBe(false);
  expect((await caritas.get(`/api/vorgaenge/${vorgangId}`)).status).toBe(404);
  expect(await traces(caritas, referenz)).toEqual([]);
  expect(await verlaufOf(vorgangId)).toContain(
    'Beteiligung von Caritas Rheine (links der Ems) endete: ihr Teil ist erledigt',
  );
});

test('who takes a case over keeps it after its end; all others do not', async () => {
  const referenz = await angeboten();
  const { vorgangId } = await erledigen(caritas, referenz, /Annahme/, {
    doppelbetreuung: 'keine',
    entscheidung: 'annehmen',
  });
  const ofCase = (was: string) =>
    welt.query<{ organisation: string }>(
      `SELECT DISTINCT organisation_id AS organisation FROM beteiligung WHERE vorgang_id = $1 AND ${was}`,
      [vorgangId],
    );
  expect(await ofCase(`art = 'uebernahme' AND bis IS NULL`)).toEqual([{ organisation: 'caritas-rheine' }]);
  await erledigen(caritas, referenz, /Übergabe vereinbaren/, {
    uebergabe_art: 'termin',
    uebergabe_datum: '2030-12-03',
    uebergabe_teilnehmende: ['person', 'meldende_stelle', 'case_management'],
    uebergabe_ort: 'Stadtteilbüro',
  });
  await erledigen(caritas, referenz, /Übergabe protokollieren/, {
    stattgefunden: 'ja',
    einwilligung_liegt_vor: 'ja',
    uebergabe_inhalt: ['problemlagen', 'beteiligte'],
  });
  await eventually(async () => (await verlaufOf(vorgangId)).includes('Vorgang beendet'));
  const { status, body } = await caritas.get<{ person: Json[] | null }>(`/api/vorgaenge/${vorgangId}`);
  expect([status, JSON.stringify(body.person)]).toEqual([200, expect.stringContaining('Samira')]);
  for (const { organisation } of await ofCase('bis IS NULL')) expect(organisation).toBe('caritas-rheine');
});
