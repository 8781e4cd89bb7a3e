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

const DAUER =
  'eine Dauer von mindestens einem Tag wie P3Y (3 Jahre) oder P6M, oder { "frist": "P3Y", "automatisch": true }';
test.each([
  ['a word', { meldung: 'sechs Monate' }, `aufbewahrung.meldung: ${DAUER}`],
  ['hours', { fall: 'PT4H' }, `aufbewahrung.fall: ${DAUER}`],
  ['working days', { fall: '5 Arbeitstage' }, `aufbewahrung.fall: ${DAUER}`],
  ['at once', { anliegen: 'P0D' }, `aufbewahrung.anliegen: ${DAUER}`],
  ['at once in several units', { anliegen: 'P0Y0M' }, `aufbewahrung.anliegen: ${DAUER}`],
  ['what no calendar holds', { anliegen: 'P99999Y' }, `aufbewahrung.anliegen: ${DAUER}`],
  ['a number', { nachrichten: 365 }, `aufbewahrung.nachrichten: ${DAUER}`],
  ['no period', { meldung: { automatisch: true } }, `aufbewahrung.meldung: ${DAUER}`],
  [
    'automatisch as a word',
    { meldung: { frist: 'P6M', automatisch: 'ja' } },
    `aufbewahrung.meldung: ${DAUER}`,
  ],
  [
    'a misspelt word',
    { meldung: { frist: 'P6M', automatik: true } },
    'aufbewahrung.meldung: Unbekannter Schlüssel: "automatik"',
  ],
  [
    'an unknown class',
    { faelle: 'P3Y' },
    'aufbewahrung: „faelle“ gibt es hier nicht; es gibt meldung, fall, anliegen, nachrichten',
  ],
  ['no classes', 'P3Y', 'aufbewahrung: je Klasse eine Frist (meldung, fall, anliegen, nachrichten)'],
])('retention: %s is refused with its place', (_, aufbewahrung, text) => {
  const { kommune, findings } = readKommune(JSON.stringify({ ...minimal, aufbewahrung }));
  expect(kommune).toBeNull();
  expect(findings).toEqual([
    expect.objectContaining({ code: 'KOMMUNE_ANGABE', severity: 'error', file: 'kommune.json' }),
  ]);
  expect(findings[0]?.message.de).toBe(`kommune.json, ${text}`);
});

test('retention: a period alone, with its mode, or left out', () => {
  const aufbewahrung = { meldung: 'P1Y6M', fall: { frist: 'P90D', automatisch: true } };
  expect(readKommune(JSON.stringify({ ...minimal, aufbewahrung })).kommune?.aufbewahrung).toEqual({
    meldung: { frist: 'P1Y6M', automatisch: false },
    fall: { frist: 'P90D', automatisch: true },
    anliegen: { frist: 'P10Y', automatisch: false },
    nachrichten: { frist: 'P1Y', automatisch: false },
  });
});

test('what is missing is said in German, too', () => {
  const { name: _, ...rest } = minimal;
  const [finding] = readKommune(JSON.stringify(rest)).findings;
  expect(finding?.message.de).toMatch(/^kommune.json, name: Ungültige Eingabe/);
});
