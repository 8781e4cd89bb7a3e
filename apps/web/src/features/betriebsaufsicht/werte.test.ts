import { artOf, formatWert, groupWerte, listBlaetter, readWert, replaceAt, textOf } from './werte.js';

const variablen = {
  ziel: 'CM',
  meldung: { alter: 15, wege: ['wohnen', 'sprache'], sprache: null },
  fristen: { annahme: 'P7D' },
  kalender: {},
};

test('nested values become rows with their way, lists and empty objects stay whole', () => {
  expect(listBlaetter(variablen).map(({ pfad }) => pfad.join('.'))).toEqual([
    'ziel',
    'meldung.alter',
    'meldung.wege',
    'meldung.sprache',
    'fristen.annahme',
    'kalender',
  ]);
  expect(listBlaetter({})).toEqual([]);
});

test('single values lead, then what an incident has used, then the rest by name', () => {
  expect(groupWerte(variablen, ['meldung']).map(({ name }) => name)).toEqual([
    '',
    'meldung',
    'fristen',
    'kalender',
  ]);
});

test.each([
  ['Text', 'text', 'Text'],
  ['', 'text', 'leerer Text'],
  [2.5, 'zahl', '2.5'],
  [false, 'janein', 'Nein'],
  [null, 'leer', 'leer'],
  [['a', 'b'], 'liste', 'a, b'],
  [[], 'liste', 'leere Liste'],
  [[{ a: 1 }], 'json', '[{"a":1}]'],
  [['a\nb'], 'json', '["a\\nb"]'],
])('%j is shown by its kind and comes back from its field unchanged', (wert, art, gezeigt) => {
  expect([artOf(wert), formatWert(wert)]).toEqual([art, gezeigt]);
  expect(readWert(artOf(wert), textOf(wert))).toEqual({ wert });
});

test('a German comma is a number, a word is none', () => {
  expect(readWert('zahl', ' 2,5 ')).toEqual({ wert: 2.5 });
  expect(readWert('zahl', 'bald')).toEqual({ fehler: expect.stringContaining('keine Zahl') });
  expect(readWert('json', '{')).toEqual({ fehler: expect.any(String) });
});

test('another value leaves everything else as it was', () => {
  const neu = replaceAt(variablen, ['fristen', 'annahme'], 'P8D');
  expect(neu).toEqual({ ...variablen, fristen: { annahme: 'P8D' } });
  expect(variablen.fristen.annahme).toBe('P7D');
  expect(replaceAt({}, ['a', 'b'], 1)).toEqual({ a: { b: 1 } });
});
