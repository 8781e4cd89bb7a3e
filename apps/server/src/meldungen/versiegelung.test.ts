import { expect, test } from '@jest/globals';
import { hashSchluessel, seal, unseal } from './versiegelung.js';

test('only the same key opens what it sealed', () => {
  const sealed = seal('12345678', 'mein-schluessel');
  expect(unseal(sealed, 'mein-schluessel')).toBe('12345678');
  expect(() => unseal(sealed, hashSchluessel('mein-schluessel'))).toThrow();
  expect(sealed).not.toContain('12345678');
});
