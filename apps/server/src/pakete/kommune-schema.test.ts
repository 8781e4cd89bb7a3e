import { expect, test } from '@jest/globals';
import { checkKommune, readKommune } from './kommune-schema.js';

const minimal = { id: 'ort', name: 'Ort', kurz: 'ORT', einleitung: '', zugaenge: [], organisationen: [] };

test('what is missing or wrong is named with its place', () => {
  expect(readKommune('{').findings[0]?.code).toBe('KOMMUNE_JSON');
  const { findings } = readKommune(JSON.stringify({ ...minimal, kurz: 'o', fristen: { annahme: '7 Tage' } }));
  expect(findings.map(({ message }) => message.de)).toEqual([
    'kommune.json, kurz: zwei bis sechs Großbuchstaben',
    'kommune.json, fristen.annahme: ISO-8601-Dauer wie P14D',
  ]);
});

test('a way in must name a process and a form of the package', () => {
  const zugang = { id: 'z', name: 'Z', beschreibung: '', prozess: 'p', formular: 'f', zielgruppe: 'x' };
  const { kommune } = readKommune(JSON.stringify({ ...minimal, zugaenge: [zugang] }));
  const codes =
    kommune && checkKommune(kommune, { process: () => true, form: () => false }).map(({ code }) => code);
  expect(codes).toEqual(['KOMMUNE_FORMULAR']);
});
