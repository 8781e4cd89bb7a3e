import { expect, test } from '@jest/globals';
import { checkPasswort } from './passwort-regeln.js';

const person = { name: 'Carla Ritter', email: 'cm.caritas@rheine.example' };
const ok = (passwort: string) => {
  try {
    checkPasswort(passwort, person, 'neu');
    return true;
  } catch {
    return false;
  }
};

test.each([
  'kurz',
  'elfZeichen1',
  'aaaaaaaaaaaaaaaa',
  'Passwort2026!',
  'passwortpasswort',
  'sommer2026!!!!',
  'Carla-und-Garten',
  'mein-cm.caritas-wort',
  'x'.repeat(201),
])('%j is refused', (passwort) => expect(ok(passwort)).toBe(false));

test.each(['korrekt pferd batterie klammer', 'ünïcode-ist-willkommen', 'geheim-genug'])(
  '%j is taken',
  (passwort) => expect(ok(passwort)).toBe(true),
);
