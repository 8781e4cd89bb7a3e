import fc from 'fast-check';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { explain } from '@zusteuerung/engine';
import { Gang, readLeiter, Wuerfel, type Leiter, type Schritt } from './leiter.js';

const wuerfe = fc.array(fc.nat(9_999), { minLength: 8, maxLength: 60 });
const runs = { numRuns: 150 };

/** The rungs from below; carrying out and closing are no rungs. */
const sprossen = [
  'fall',
  'fallkonferenz',
  'vorabfrage',
  'projektgruppe_kommune',
  'projektgruppe_kreis',
  'lenkungsgruppe',
  'land',
];

type Grund = (gang: Gang, schritt: Schritt) => boolean;
const ungeloest: Grund = (_, { variablen: { geloest, haeufung } }) => geloest === 'nein' || haeufung === 'ja';
const kreisweit: Grund = ({ anliegen }) =>
  (anliegen['kreisweite_akteure'] as string[] | undefined)?.some((akteur) => akteur !== 'keine') ?? false;
const nach =
  (...elemente: string[]): Grund =>
  (_, { element }) =>
    elemente.includes(element);

/** Every way up, and the reason without which it must not be taken. */
const aufstiege: Record<string, Record<string, Grund>> = {
  'en-kreis': {
    '→ fall': nach('Start'),
    '→ fallkonferenz': nach('Start'),
    'fallkonferenz → vorabfrage': (...it) => ungeloest(...it) && !kreisweit(...it),
    'fallkonferenz → projektgruppe_kreis': (...it) => ungeloest(...it) && kreisweit(...it),
    'vorabfrage → projektgruppe_kommune': nach('Task_VorabfrageAuswerten'),
    'projektgruppe_kommune → projektgruppe_kreis': (_, { variablen, element }) =>
      variablen['loesung'] === 'nein' && element === 'Task_UebergabeKreis',
    'projektgruppe_kreis → lenkungsgruppe': nach('Task_Vorlage', 'Task_Problembericht'),
    'lenkungsgruppe → land': (_, { variablen, element }) =>
      variablen['beschluss'] === 'kein_konsens' && element === 'Task_Landesanliegen',
  },
  rheine: {
    '→ projektgruppe_kommune': nach('Start'),
    'projektgruppe_kommune → lenkungsgruppe': (_, { variablen, element }) =>
      variablen['typisch'] === 'ja' && element === 'Task_Vorlage',
    'umsetzung → lenkungsgruppe': (_, { variablen }) => variablen['kreis'] === 'ja',
  },
};

describe.each(Object.keys(aufstiege))('the ladder of %s, walked at random', (kommune) => {
  let leiter: Leiter;
  beforeAll(async () => {
    leiter = await readLeiter(kommune);
  });
  const forAll = (check: (gang: Gang) => void) =>
    fc.assert(
      fc.property(wuerfe, (numbers) => check(new Gang(leiter, new Wuerfel(numbers)))),
      runs,
    );

  test('every walk comes to its end, without incident', () =>
    forAll((gang) => expect(gang.walk().status).toBe('completed')));

  test('an Anliegen stands on exactly one rung at any time', () =>
    forAll((gang) => {
      gang.walk(({ state, stufe }) => {
        const here = state ? explain(leiter.definition, state) : [];
        const nodes = leiter.definition.processes.get('eskalation')?.root.nodes;
        const stufen = new Set(
          here.flatMap(({ elementId }) => nodes?.get(elementId)?.properties?.['stufe'] ?? []),
        );
        expect(stufe).not.toBeNull();
        expect([...stufen].filter((each) => each !== stufe)).toEqual([]);
      });
    }));

  test('a rung rises for its reason only, by a person, never by a deadline', () =>
    forAll((gang) => {
      for (const schritt of gang.walk().schritte) {
        const { art, vorher, nachher } = schritt;
        if (art === 'frist') expect(nachher).toBe(vorher);
        if (nachher === vorher || nachher === null || !sprossen.includes(nachher)) continue;
        if (vorher !== null && sprossen.indexOf(nachher) < sprossen.indexOf(vorher)) continue;
        const way = `${vorher ?? ''} → ${nachher}`.trim();
        expect([way, aufstiege[kommune]?.[way]?.(gang, schritt)]).toEqual([way, true]);
      }
    }));

  test('only the Lenkungsgruppe sends an Anliegen back, and only one rung', () =>
    forAll((gang) => {
      for (const { vorher, nachher, element, antworten } of gang.walk().schritte) {
        const [from, to] = [sprossen.indexOf(vorher ?? ''), sprossen.indexOf(nachher ?? '')];
        if (from < 0 || to < 0 || to >= from) continue;
        expect([from - to, element, antworten['beschluss']]).toEqual([
          1,
          'Task_Lenkungsgruppe',
          'zurueckverweisen',
        ]);
      }
    }));

  test('every end sends its Rückmeldung to who raised it, once, and closes the Anliegen', () =>
    forAll((gang) => {
      gang.walk();
      const rueckmeldungen = gang.auftraege.filter(({ jobType }) => jobType === 'rueckmeldung');
      expect(rueckmeldungen.map(({ variables }) => variables['empfaenger'])).toEqual([gang.meldendeGruppe]);
      expect(gang.stufe).toBe('abgeschlossen');
    }));

  test('a decision of the Lenkungsgruppe stays until she decides anew', () =>
    forAll((gang) => {
      let beschluss: unknown;
      for (const { element, antworten, variablen } of gang.walk().schritte) {
        if (element === 'Task_Lenkungsgruppe') beschluss = antworten['beschluss'];
        expect(variablen['beschluss']).toBe(beschluss);
      }
    }));

  test('a task goes to somebody, says where it stands, and its level is told by mail', () =>
    forAll((gang) => {
      gang.walk(({ aufgaben }) => {
        for (const { candidateGroups, form } of aufgaben) {
          expect(candidateGroups).not.toEqual([]);
          expect(candidateGroups.every((gruppe) => /^[a-z0-9-]+:[a-z_]+$/.test(gruppe))).toBe(true);
          expect(leiter.forms.has(form ?? '')).toBe(true);
        }
      });
      for (const { effekte, nachher, vorher } of gang.schritte.slice(1))
        if (nachher !== vorher && sprossen.includes(nachher ?? ''))
          expect(effekte.map(({ type }) => type)).toContain('openJob');
    }));
});

test('a local solution is spread as good practice and laid before the Lenkungsgruppe, each Kommune once', async () => {
  const leiter = await readLeiter('en-kreis');
  let local = 0;
  fc.assert(
    fc.property(wuerfe, (numbers) => {
      const gang = new Gang(leiter, new Wuerfel(numbers)).walk();
      if (!gang.schritte.some(({ element }) => element === 'Task_UmsetzungKommune')) return;
      local += 1;
      const others = (leiter.konstanten['parameter'] as { cm_gruppen: string[] }).cm_gruppen.filter(
        (gruppe) => gruppe !== gang.meldendeGruppe,
      );
      const asked = gang.schritte.flatMap(({ effekte }) =>
        effekte.flatMap((effect) =>
          effect.type === 'openUserTask' && effect.elementId === 'Task_BestPractice'
            ? effect.candidateGroups
            : [],
        ),
      );
      expect(asked).toEqual(others);
      const done = gang.schritte.map(({ element }) => element);
      expect(done.filter((element) => element === 'Task_BestPractice').length).toBe(others.length);
      expect(done.filter((element) => element === 'Task_Kenntnisnahme').length).toBe(1);
      const informed = gang.auftraege.filter(({ elementId }) => elementId === 'Vorlegen_Kenntnisnahme');
      expect(informed.map(({ variables }) => variables['empfaenger'])).toEqual(['lg-en:gremium']);
      expect(gang.schritte.at(-1)?.variablen['bewertungen']).toHaveLength(others.length);
    }),
    { numRuns: 400 },
  );
  expect(local).toBeGreaterThan(5);
});
