import { report, someSeed } from '../support/random.js';
import { fuzz } from './fuzzing.js';

test('whatever is sent to whatever endpoint: no error of ours, nothing unknown stored', async () => {
  const seed = someSeed();
  const found = await fuzz(300, seed);
  report('fuzzed requests', { seed, ...found });
  expect(found.broken).toEqual([]);
  expect(found.statuses[200]).toBeGreaterThan(10);
}, 180_000);
