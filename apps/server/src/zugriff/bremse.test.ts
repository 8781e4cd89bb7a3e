import { expect, test } from '@jest/globals';
import { Bremse } from './bremse.js';

const statusOf = (run: () => void) => {
  try {
    run();
    return 200;
  } catch (error) {
    return (error as { getStatus(): number }).getStatus();
  }
};

test('after twenty wrong tries a key has to wait, others do not, and a right one starts anew', () => {
  let now = 0;
  const bremse = new Bremse(20, () => now);
  for (let i = 0; i < 20; i++) expect(statusOf(() => bremse.try('a'))).toBe(200);
  expect(statusOf(() => bremse.try('a'))).toBe(429);
  expect(statusOf(() => bremse.try('b'))).toBe(200);
  now += 15 * 60_000;
  for (let i = 0; i < 20; i++) expect(statusOf(() => bremse.try('a'))).toBe(200);
  bremse.clear('a');
  expect(statusOf(() => bremse.try('a'))).toBe(200);
});
