import { TimerWorker } from '@zusteuerung/runtime';
import { random, report, someSeed } from '../support/random.js';
import { World } from '../runtime/world.js';
import { jumpWhileWorking } from './clocks.js';
import { deliverOften } from './deliveries.js';
import { race } from './races.js';
import { loseAfterEachStatement } from './statements.js';

// The short forms; faults.long.ts has the full ones.
const seed = someSeed();
const next = random(seed);

test('a connection lost after any statement of any command: asked again, all is as without', async () => {
  const found = await loseAfterEachStatement(14, Math.floor(next() * 100));
  report('lost after a statement', { seed, ...found });
  expect(found.broken).toEqual([]);
  expect(found.faults).toBeGreaterThan(10);
}, 180_000);

test('jobs delivered two to five times, out of order, by two workers: each effect once', async () => {
  const found = await deliverOften(20, seed);
  report('delivered often', { seed, ...found });
  expect(found).toMatchObject({ jobs: 20, effects: 20, completed: 20, doubledEvents: 0 });
});

test('of those who complete or claim a task at the same moment one wins, the others hear who and when', async () => {
  const found = await race(10, 50);
  report('races', found);
  expect(found).toEqual({
    ...{ pairs: 10, winnersOfPairs: 10, toldOfPairs: 10, completed: 10 },
    ...{ claims: 50, winnersOfClaims: 1, toldOfClaims: 49 },
  });
});

test('while the clock of the process jumps by an hour, the clock of the database decides', async () => {
  const found = await jumpWhileWorking(20, seed);
  report('clock jumps', { seed, ...found });
  expect(found).toMatchObject({ effects: 20, early: 0, lost: 0, wrongInstants: 0 });
});

test('nights of daylight saving and leap days: each timer has its instant, and fires once', async () => {
  const world = await World.open();
  try {
    for (const [at, dauer, due] of [
      ['2026-03-29T01:30:00+01:00', 'PT1H', '2026-03-29T01:30:00Z'],
      ['2026-03-28T02:30:00+01:00', 'P1D', '2026-03-29T01:30:00Z'],
      ['2025-10-26T02:30:00+02:00', 'PT1H', '2025-10-26T01:30:00Z'],
      ['2025-10-25T02:30:00+02:00', 'P1D', '2025-10-26T00:30:00Z'],
      ['2024-01-31T12:00:00Z', 'P1M', '2024-02-29T12:00:00Z'],
      ['2024-02-29T12:00:00Z', 'P1Y', '2025-02-28T12:00:00Z'],
      ['2028-02-28T12:00:00Z', 'P1D', '2028-02-29T12:00:00Z'],
    ] as const) {
      const request = { tenant: world.tenant, process: 'frist', variables: { dauer }, actor: 'anna' };
      const result = await world.inTenant((tx) =>
        world.processes.start(tx, { ...request, at: new Date(at) }),
      );
      const [timer] = await world.query<{ due: Date }>(
        'SELECT due_at AS due FROM timer WHERE instance_id = $1',
        [result.instanceId],
      );
      expect([at, dauer, timer?.due]).toEqual([at, dauer, new Date(due)]);
    }

    const workers = [1, 2].map(() => new TimerWorker(world.database.dataSource, world.processes));
    for (let look = 0; look < 2; look++) await Promise.all(workers.map((worker) => worker.runOnce()));
    const fired = await world.count('timer', `status = 'fired'`);
    const tasks = await world.count('user_task');
    expect([fired, tasks]).toEqual([await world.count('timer', 'due_at < now()'), fired]);
    expect(fired).toBeGreaterThanOrEqual(6);
  } finally {
    await world.close();
  }
});
