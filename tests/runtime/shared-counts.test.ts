import { expect, test } from '@jest/globals';
import { SharedCounts } from '@zusteuerung/runtime';
import { describeWithRedis, startRedis } from '../support/redis.js';

describeWithRedis('counts in Redis', () => {
  test('are those of all processes, end by themselves and are not waited for', async () => {
    const redis = await startRedis();
    const [one, two] = [new SharedCounts(redis.url), new SharedCounts(redis.url)];
    expect(
      await one.add(
        new Map([
          ['a', 3],
          ['b', 1],
        ]),
      ),
    ).toEqual(
      new Map([
        ['a', 3],
        ['b', 1],
      ]),
    );
    expect(await two.add(new Map([['a', 4]]))).toEqual(new Map([['a', 7]]));
    expect(await redis.client.ttl('zst:anzahl:a')).toBeGreaterThan(60);
    await redis.client.flushall();
    expect(await two.add(new Map([['a', 1]]))).toEqual(new Map([['a', 1]]));
    await redis.stop();
    expect(await one.add(new Map([['a', 1]]))).toBeNull();
    one.close();
    two.close();
  });
});
