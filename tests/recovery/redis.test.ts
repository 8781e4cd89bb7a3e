import { report, someSeed } from '../support/random.js';
import { describeWithRedis } from '../support/redis.js';
import { loseRedis } from './redis-faults.js';

describeWithRedis('Redis', () => {
  test('emptied and away for a while: nothing is lost, nothing is done twice', async () => {
    const found = await loseRedis({ jobs: 30, emptied: 3, awayMs: 2000 }, someSeed());
    report('Redis lost', found);
    expect(found).toMatchObject({ effects: 30, doubled: 0, lost: 0 });
  }, 120_000);
});
