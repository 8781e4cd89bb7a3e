import { report, someSeed } from '../support/random.js';
import { describeWithRedis } from '../support/redis.js';
import { loseRedis } from './redis-faults.js';

describeWithRedis('Redis', () => {
  test('emptied at twenty moments, away for a minute, empty when it comes back', async () => {
    const found = await loseRedis(
      { jobs: Number(process.env['JOBS'] ?? 1000), emptied: 20, awayMs: 60_000 },
      someSeed(),
    );
    report('Redis lost', found);
    expect(found).toMatchObject({ effects: found.jobs, doubled: 0, lost: 0 });
    expect(found.latest).toBeLessThan(found.outageMs + 30_000);
  });
});
