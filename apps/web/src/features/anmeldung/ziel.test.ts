import { expect, test } from '@jest/globals';
import { isEigenerPfad } from './ziel.js';

const eigene = 'https://zusteuerung.example';

test.each([
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'evil.example',
  '',
  ' //evil.example',
  '\t//evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '/\u0000/evil.example',
  '/\u000b/evil.example',
  '/x\\..\\..\\\\evil.example',
])('%j is nowhere to go after signing in', (weiter) => expect(isEigenerPfad(weiter)).toBe(false));

test('a path without end is none', () => expect(isEigenerPfad(`/${'x'.repeat(600)}`)).toBe(false));

test.each([
  '/',
  '/vorgaenge?art=meldung&suche=%20',
  '/%2f/evil.example',
  '/%5cevil.example',
  '/.//evil.example',
  '/@evil.example',
  '/konten#x',
  '/?weiter=https://evil.example',
])('%j stays here', (weiter) => {
  expect(isEigenerPfad(weiter)).toBe(true);
  expect(new URL(weiter, eigene).origin).toBe(eigene);
});
