import { report, someSeed } from '../support/random.js';
import { jumpWhileWorking } from './clocks.js';
import { deliverOften } from './deliveries.js';
import { race } from './races.js';
import { loseAfterEachStatement } from './statements.js';

const seed = someSeed();

test('a connection lost after each statement of each command', async () => {
  const found = await loseAfterEachStatement(1, 0);
  report('lost after a statement', found);
  expect(found.broken).toEqual([]);
});

test('two thousand jobs, each delivered two to five times', async () => {
  const found = await deliverOften(2000, seed);
  report('delivered often', { seed, ...found });
  expect(found).toMatchObject({ jobs: 2000, effects: 2000, completed: 2000, doubledEvents: 0 });
});

test('a hundred pairs, fifty who want one task', async () => {
  const found = await race(100, 50);
  report('races', found);
  expect(found).toEqual({
    ...{ pairs: 100, winnersOfPairs: 100, toldOfPairs: 100, completed: 100 },
    ...{ claims: 50, winnersOfClaims: 1, toldOfClaims: 49 },
  });
});

test('clock jumps of an hour', async () => {
  const found = await jumpWhileWorking(500, seed);
  report('clock jumps', { seed, ...found });
  expect(found).toMatchObject({ effects: 500, early: 0, lost: 0, wrongInstants: 0 });
});
