import { expect, test } from '@jest/globals';
import { checkKommune, readKommune } from './kommune-schema.js';

const minimal = { id: 'ort', name: 'Ort', kurz: 'ORT', einleitung: '', zugaenge: [], organisationen: [] };

test('what is missing or wrong is named with its place', () => {
  expect(readKommune('{').findings[0]?.code).toBe('KOMMUNE_JSON');
  const { findings } = readKommune(JSON.stringify({ ...minimal, kurz: 'o', fristen: { annahme: '7 Tage' } }));
  expect(findings.map(({ message }) => message.de)).toEqual([
    'kommune.json, kurz: zwei bis sechs Großbuchstaben',
    'kommune.json, fristen.annahme: eine Dauer wie P14D (14 Tage), P1M, PT4H oder wie „5 Arbeitstage“',
  ]);
});

test('deadlines in days or working days; a calendar of a Land with free days of its own', () => {
  const fristen = { a: 'P14D', b: '5 Arbeitstage', c: '1 Arbeitstag', d: 'PT4H' };
  expect(readKommune(JSON.stringify({ ...minimal, fristen })).kommune?.kalender).toEqual({
    land: 'NW',
    freieTage: [],
  });
  const kalender = { land: 'NRW', freieTage: ['24.12.2026', '2026-02-30'] };
  const wrong = { ...minimal, fristen: { a: '5 Werktage', b: 'P' }, kalender };
  expect(readKommune(JSON.stringify(wrong)).findings.map(({ message }) => message.de)).toEqual([
    'kommune.json, fristen.a: eine Dauer wie P14D (14 Tage), P1M, PT4H oder wie „5 Arbeitstage“',
    'kommune.json, fristen.b: eine Dauer wie P14D (14 Tage), P1M, PT4H oder wie „5 Arbeitstage“',
    expect.stringMatching(/^kommune.json, kalender.land: eines der Länder BB, BE, .*NW/),
    'kommune.json, kalender.freieTage.0: ein Datum wie 2026-12-24',
    'kommune.json, kalender.freieTage.1: ein Datum wie 2026-12-24',
  ]);
});

test('a way in must name a process and a form of the package', () => {
  const zugang = { id: 'z', name: 'Z', beschreibung: '', prozess: 'p', formular: 'f', zielgruppe: 'x' };
  const { kommune } = readKommune(JSON.stringify({ ...minimal, zugaenge: [zugang] }));
  const codes =
    kommune && checkKommune(kommune, { process: () => true, form: () => false }).map(({ code }) => code);
  expect(codes).toEqual(['KOMMUNE_FORMULAR']);
});
