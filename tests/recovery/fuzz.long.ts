import { report, someSeed } from '../support/random.js';
import { fuzz } from './fuzzing.js';

test('a hundred thousand requests', async () => {
  const seed = someSeed();
  const count = Number(process.env['REQUESTS'] ?? 100_000);
  const found = await fuzz(count, seed);
  report('fuzzed requests', { seed, ...found });
  expect(found.broken).toEqual([]);
});
