import { listNames } from './namen.js';

const list = (...namen: string[]) => listNames(namen.map((name) => ({ name })));

test('a few are named, many are counted', () => {
  expect(list('A')).toBe('A');
  expect(list('A', 'B', 'C', 'D')).toBe('A · B · C · D');
  expect(list('A', 'B', 'C', 'D', 'E')).toBe('A · B · C und 2 weitere');
});
