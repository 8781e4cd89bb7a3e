import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { FehlerAntwort } from '../fehler/fehler.js';
import { checkPasswort } from './passwort-regeln.js';

const person = {
  name: 'Carla Ritter',
  email: 'cm.caritas@rheine.example',
  kontext: ['stadt', 'rheine', 'caritas'],
};
const refusalOf = (passwort: string) =>
  checkPasswort(passwort, person, 'neu').then(
    () => null,
    (error: unknown) => (error instanceof FehlerAntwort ? error.getResponse() : error),
  );

test.each([
  'kurz',
  'elfZeichen1',
  'aaaaaaaaaaaaaaaa',
  'Passwort2026!',
  'passwortpasswort',
  'sommer2026!!!!',
  'p4ssw0rt2026!',
  '1qay2wsx3edc',
  'qwertzuiop123',
  'abcdefghijkl',
  'contortionist',
  'unionunionunion',
  'Rheine-Zusteuerung',
  'CaritasRheine2026!',
  'Carla-und-Garten',
  'mein-cm.caritas-wort',
  'x'.repeat(201),
  'p4ssw0rd'.repeat(25),
])('%j is refused', async (passwort) =>
  expect(await refusalOf(passwort)).toMatchObject({ fehler: [{ feld: 'neu', code: 'PASSWORT' }] }),
);

test.each([
  'korrekt pferd batterie klammer',
  'ünïcode-ist-willkommen',
  'abcd-efgh-jkmn',
  'mein Hund mag Bello',
])('%j is taken', async (passwort) => expect(await refusalOf(passwort)).toBeNull());

test('every fourth of the common passwords that are long enough is refused', async () => {
  const all = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as {
    dictionary: Record<string, string[]>;
  };
  const long = (all.dictionary['passwords-common'] ?? []).filter((one) => one.length >= 12);
  expect(long.length).toBeGreaterThan(300);
  const some = long.filter((_, place) => place % 4 === 0);
  const taken = [];
  for (const passwort of some) if ((await refusalOf(passwort)) === null) taken.push(passwort);
  expect(taken).toEqual([]);
});
