import { expect, test } from '@jest/globals';
import { readKommune } from '../pakete/kommune-schema.js';
import { datenschutzOf } from './datenschutz.js';

const minimal = {
  ...{ id: 'ort', name: 'Ort', kurz: 'ORT', einleitung: '', zugaenge: [] },
  kontakt: { stelle: 'Koordinierungsstelle', email: 'ks@ort.example' },
  organisationen: [
    { id: 'c', name: 'Caritas', art: 'traeger', email: 'c@ort.example', regime: 'KDG' },
    { id: 'l', name: 'Lenkungsgruppe', art: 'gremium', email: 'l@ort.example' },
  ],
};
const hinweiseOf = (more: object) => {
  const { kommune, findings } = readKommune(JSON.stringify({ ...minimal, ...more }));
  if (!kommune) throw new Error(JSON.stringify(findings));
  return datenschutzOf(kommune);
};

test('without own words a municipality tells what follows from the rest', () => {
  expect(hinweiseOf({ aufbewahrung: { fall: 'P1Y6M' } })).toEqual({
    verantwortlich: 'Ort, Koordinierungsstelle, ks@ort.example',
    beauftragte: null,
    aufsicht: expect.stringContaining('LDI NRW'),
    hinweis: null,
    speicherdauer: [
      { text: 'Meldungen, aus denen kein Fall wurde', dauer: '6 Monate' },
      { text: 'Fälle des Case Managements', dauer: '1 Jahr, 6 Monate' },
      { text: 'Anliegen', dauer: '10 Jahre' },
      { text: 'E-Mails', dauer: '1 Jahr' },
    ],
    // Bodies never see a person.
    stellen: [{ name: 'Caritas', regime: 'KDG' }],
  });
  expect(hinweiseOf({ kalender: { land: 'BY' } }).aufsicht).toBe(
    'die Datenschutz-Aufsichtsbehörde Ihres Landes',
  );
});

test('what it names counts; a misspelt word is refused', () => {
  const datenschutz = {
    ...{ verantwortlich: 'Der Landrat', beauftragte: 'dsb@ort.example' },
    ...{ aufsicht: 'LfD', hinweis: 'Mehr steht im Rathaus.' },
  };
  expect(hinweiseOf({ datenschutz })).toMatchObject(datenschutz);
  expect(() => hinweiseOf({ datenschutz: { beauftragter: 'x' } })).toThrow(/datenschutz.*beauftragter/);
});
