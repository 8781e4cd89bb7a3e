import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findPersonenbezug } from './personenbezug.js';

const person = ['Samira', 'Haddad', 'samira.h@mail.example', '0171 2345678', 'Lindenstraße 12', '36'];
const finds = (text: string) => findPersonenbezug(text, person).map(({ fund }) => fund);

test.each([
  ['Frau Haddad wartet seit Monaten.', ['Haddad']],
  ['haddad hat angerufen', ['haddad']],
  ['Bitte an x.y@web.de schreiben', ['x.y@web.de']],
  ['Telefon 05971 / 12 34 56', ['05971 / 12 34 56']],
  ['geboren am 3.4.1989', ['3.4.1989']],
  ['geboren 1989-04-03', ['1989-04-03']],
])('%j', (text, expected) => expect(finds(text)).toEqual(expected));

test.each([
  'Wer umzieht, verliert den Berechtigungsschein.',
  'Seit 2026 sind es 4 Fälle, § 25b AufenthG, SGB II.',
  'Die Haddadi-Straße ist nicht gemeint.',
  'Familien mit Kindern finden keinen Kurs am Nachmittag (14:30 bis 16:00 Uhr).',
])('%j names nobody', (text) => expect(finds(text)).toEqual([]));

test.each([
  ['Samiras Unterlagen fehlen, Haddad’s Antrag auch.', ['Samiras', 'Haddad’s']],
  ['Die LINDENSTRASSE, die Lindenstraße 12', ['Lindenstraße']],
])('inflected and shouted: %j', (text, expected) => expect(finds(text)).toEqual(expected));

test('names without capitals and in scripts that have none are found', () => {
  expect(findPersonenbezug('Bei Samira klappt es nicht', ['samira haddad']).map(({ fund }) => fund)).toEqual([
    'Samira',
  ]);
  expect(findPersonenbezug('Kurs für سميرة fehlt', ['سميرة حداد'])).toHaveLength(1);
  expect(findPersonenbezug('Frau Lüdenscheidt', ['Petra Müller-Lüdenscheidt'])).toHaveLength(1);
  expect(findPersonenbezug('Frau Mu\u0308ller', ['Müller'])).toHaveLength(1);
});

test.each([
  ['a kind of office', ['Frau Kaya, Jobcenter'], 'Das Jobcenter und die Schule stimmen sich nicht ab.'],
  ['a wish', ['Bitte abends anrufen, mit Dolmetscher'], 'Abends fehlt ein Dolmetscher.'],
  ['a house number and a post code', ['Lindenstraße 12, 48429 Rheine'], '12 Fälle in 48429.'],
  ['a story', ['Mutter arbeitslos.\nDas Jobcenter Mettingen zahlt nicht.'], 'Mettingen hat keinen Kurs.'],
  ['a long answer', ['Wohnt seit Mai in Mettingen '.repeat(6)], 'Mettingen hat keinen Kurs.'],
  ['nothing', ['', '   ', '–', '?', '.'], 'Alles gut – oder?'],
])('%s names nobody', (_, antworten, text) => expect(findPersonenbezug(text, antworten)).toEqual([]));

test.each(['Sprechstunde 08.00 - 12.00 Uhr', 'im Zeitraum 01/2026 - 03/2026', 'von 0 auf 100'])(
  '%j is no telephone number',
  (text) => expect(findPersonenbezug(text, [])).toEqual([]),
);

test('words that everybody uses there can be ignored', () => {
  const ignored = new Set(['rheine']);
  expect(findPersonenbezug('In Rheine fehlt ein Kurs', ['Lindenstraße 12, 48429 Rheine'], ignored)).toEqual(
    [],
  );
});

const name = fc.stringMatching(/^[A-ZÄÖÜ][a-zäöüß]{6,14}$/);

test('whatever the name, it is found as a word of its own in any sentence, and only there', () => {
  fc.assert(
    fc.property(name, fc.constantFrom(' ', ', ', '. ', '\n', ' (', '“ '), (nachname, nach) => {
      const found = findPersonenbezug(`Es geht um ${nachname}${nach}mehr nicht`, [nachname]);
      expect(found).toEqual([{ fund: nachname, art: 'angabe' }]);
      expect(findPersonenbezug(`Es geht um ${nachname}xyz`, [nachname])).toEqual([]);
    }),
  );
});

test('no text and no answer breaks the check or is slow', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (text, antworten) => {
      for (const { fund } of findPersonenbezug(text, antworten)) expect(fund.length).toBeGreaterThan(0);
    }),
  );
  for (const bad of ['a@'.repeat(20_000), '0 '.repeat(20_000), '1.'.repeat(20_000), 'a.'.repeat(20_000)])
    expect(findPersonenbezug(bad, [bad]).length).toBeGreaterThanOrEqual(0);
});
