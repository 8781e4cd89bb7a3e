import { expect, test } from '@jest/globals';
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
