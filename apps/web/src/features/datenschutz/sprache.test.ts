import { nameOfSprache } from './sprache.js';

test.each([
  ['de', 'Deutsch'],
  ['ar', 'Arabisch'],
  ['Arabisch, mit Dolmetscherin', 'Arabisch, mit Dolmetscherin'],
  ['Tigrinya', 'Tigrinya'],
  ['xyz', 'xyz'],
  ['', ''],
])('%j is read as %j', (sprache, name) => expect(nameOfSprache(sprache)).toBe(name));
