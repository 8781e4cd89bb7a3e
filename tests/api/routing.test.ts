import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, melden, Welt, type Aufgabe, type Json, type Person } from './welt.js';

/** A routing case of the agreed list, as it is entered in the public form. */
interface Routingfall {
  fall: string;
  kommune: string;
  zugang: string;
  antworten: Json;
  /** tasks to complete before the rule has spoken */
  schritte?: { element: string; antworten: Json }[];
  erwartet: { ziel: string; traeger?: string };
}

interface Vorschlag {
  ziel: string;
  zielText: string;
  traeger: string | null;
  begruendung: string;
  quelle: string;
}

interface Zeile {
  nummer: number;
  text: string;
  quelle: string | null;
  ergebnis: string;
}

interface Vorgang {
  vorschlag: Vorschlag;
  begruendung: { tabelle: string; version: number; eingaben: Json[]; zeilen: Zeile[] }[];
}

const faelle = JSON.parse(
  readFileSync(join(process.cwd(), 'tests/api/routingfaelle.json'), 'utf8'),
) as Routingfall[];

const fachkraefte: Record<string, string[]> = {
  rheine: ['koordination@rheine.example', 'cm.caritas@rheine.example', 'cm.lernenfoerdern@rheine.example'],
  'en-kreis': [
    'koordination@en-kreis.example',
    'cm.witten@en-kreis.example',
    'cm.hattingen@en-kreis.example',
  ],
  'staedteregion-aachen': [
    'koordination@staedteregion-aachen.example',
    'cm@staedteregion-aachen.example',
    'cm.baesweiler@staedteregion-aachen.example',
  ],
};

let welt: Welt;
const personen = new Map<string, Person[]>();

beforeAll(async () => {
  welt = await Welt.open();
  for (const [kommune, emails] of Object.entries(fachkraefte))
    personen.set(kommune, await Promise.all(emails.map((email) => welt.person(email))));
});
afterAll(() => welt.stop());

/** The person whose inbox has the case, with its task; at a given element or at any. */
function findAufgabe(kommune: string, referenz: string, element?: string) {
  return eventually(async () => {
    for (const person of personen.get(kommune) ?? []) {
      const { body } = await person.get<{ eintraege: Aufgabe[] }>('/api/aufgaben');
      const entry = body.eintraege.find(({ vorgang }) => vorgang.referenz === referenz);
      if (!entry) continue;
      const { body: aufgabe } = await person.get<Aufgabe & { vorschlag: Vorschlag | null }>(
        `/api/aufgaben/${entry.id}`,
      );
      if (element ? aufgabe.elementId === element : aufgabe.vorschlag) return { person, aufgabe };
    }
    return null;
  });
}

async function play({ kommune, zugang, antworten, schritte = [] }: Routingfall) {
  const { referenz } = await melden(welt.anyone(), kommune, { zugang, antworten });
  for (const { element, antworten: eingabe } of schritte) {
    const { person, aufgabe } = await findAufgabe(kommune, referenz, element);
    const done = await person.post(`/api/aufgaben/${aufgabe.id}/abschliessen`, { antworten: eingabe });
    expect(done).toMatchObject({ status: 200 });
  }
  const last = schritte.at(-1)?.element;
  return eventually(async () => {
    const found = await findAufgabe(kommune, referenz);
    return found.aufgabe.elementId === last ? null : found;
  });
}

test('the list holds every agreed case once', () => {
  const nummern = faelle.map(({ fall }) => fall);
  const agreed = '01 02 03 04 06 07 09 11 12 13 14 15 17 18 19 21 22 24 25 26 28 29 30 31 32 33 34 35 36 37';
  expect(nummern).toEqual(agreed.split(' ').map((nummer) => `T${nummer}`));
});

describe.each(faelle.map((each) => [`${each.fall} (${each.kommune})`, each] as const))('%s', (_, fall) => {
  const { ziel, traeger } = fall.erwartet;

  test(`is proposed as ${[ziel, traeger].filter(Boolean).join(' → ')}, with row, version and source`, async () => {
    const { person, aufgabe } = await play(fall);
    const wanted = { ziel, zielText: expect.stringMatching(/\S/), ...(traeger ? { traeger } : {}) };
    expect(aufgabe.vorschlag).toMatchObject(wanted);
    const { body } = await person.get<Vorgang>(`/api/vorgaenge/${aufgabe.vorgang.id}`);
    expect(body.vorschlag).toEqual(aufgabe.vorschlag);
    expect(body.vorschlag.begruendung).toMatch(/\S/);
    expect(body.vorschlag.quelle).toMatch(/\S/);
    const sources = body.begruendung.flatMap(({ zeilen }) => zeilen.flatMap(({ quelle }) => quelle ?? []));
    // The proposal quotes a row of a table, and that row is shown with table, number, version and inputs.
    expect(sources).toContain(body.vorschlag.quelle);
    const [table] = body.begruendung.filter(({ zeilen }) =>
      zeilen.some(
        ({ quelle, text }) => quelle === body.vorschlag.quelle && body.vorschlag.begruendung.includes(text),
      ),
    );
    expect(table).toMatchObject({ tabelle: expect.stringMatching(/\S/), version: 1 });
    expect(table?.eingaben.length).toBeGreaterThan(0);
    expect(table?.zeilen.every(({ nummer }) => nummer >= 1)).toBe(true);
  });
});
