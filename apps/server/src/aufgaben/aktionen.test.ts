import { expect, test } from '@jest/globals';
import { aktionenOf, isAktion } from './aktionen.js';

const headers = {
  'aktion.annehmen': 'Vorschlag annehmen',
  'aktion.annehmen.antworten': '{"entscheidung":"annehmen","grund":null}',
  'aktion.kaputt': 'Geht nicht',
  'aktion.kaputt.antworten': '{',
  anderes: 'x',
};

test('headers become buttons; one without readable answers is left out', () => {
  expect(aktionenOf(headers)).toEqual([
    {
      schluessel: 'annehmen',
      text: 'Vorschlag annehmen',
      antworten: { entscheidung: 'annehmen', grund: null },
    },
  ]);
});

test('answers are an action only when they are exactly its answers, in any order', () => {
  const aktionen = aktionenOf(headers);
  expect(isAktion(aktionen, { grund: null, entscheidung: 'annehmen' })).toBe(true);
  expect(isAktion(aktionen, { entscheidung: 'annehmen' })).toBe(false);
  expect(isAktion(aktionen, { entscheidung: 'annehmen', grund: null, mehr: 1 })).toBe(false);
});
