import { setTimeout as sleep } from 'node:timers/promises';
import { JobWorker, OutboxRelay } from '@zusteuerung/runtime';
import { freePort } from '../support/app.js';
import { progress, random } from '../support/random.js';
import { startRedis } from '../support/redis.js';
import { eventually, World } from '../runtime/world.js';

export interface RedisPlan {
  jobs: number;
  /** at random moments */
  emptied: number;
  /** how long Redis is away; afterwards it is empty */
  awayMs: number;
}

export interface RedisReport extends RedisPlan {
  seed: number;
  effects: number;
  doubled: number;
  lost: number;
  /** how long Redis really was away; on a busy machine jobs take longer to come in than planned */
  outageMs: number;
  /** longest time in ms from the commit of a job to its end */
  latest: number;
}

/** Jobs come in while Redis is emptied again and again and is away for a while; the settings are those of the program. */
export async function loseRedis(plan: RedisPlan, seed: number): Promise<RedisReport> {
  progress(`seed ${seed}`);
  const next = random(seed);
  const world = await World.open();
  const port = await freePort();
  let redis = await startRedis(port);
  const effects: string[] = [];
  const { dataSource, url: databaseUrl } = world.database;
  const queue = { databaseUrl, redisUrl: redis.url };
  const workers = [1, 2].map(() => new JobWorker(dataSource, world.processes, queue));
  const relay = new OutboxRelay(dataSource, queue);
  try {
    for (const worker of workers) {
      worker.registerJobHandler('mail', async ({ outboxId }) => {
        effects.push(outboxId);
        await sleep(next() * 20);
      });
      await worker.start();
    }
    await relay.start();
    const starts = async (count: number) => {
      for (let n = 0; n < count; n++) await world.start('post');
    };
    const half = Math.floor(plan.jobs / 2);
    const emptying = async () => {
      for (let n = 0; n < plan.emptied; n++) {
        await sleep(next() * 400);
        await redis.client.flushall();
      }
    };
    await Promise.all([starts(half), emptying()]);
    const from = performance.now();
    await redis.stop();
    await Promise.all([starts(plan.jobs - half), sleep(plan.awayMs)]);
    redis = await startRedis(port);
    const outageMs = Math.round(performance.now() - from);
    progress(`Redis is back after ${outageMs} ms`);
    const open = () => world.count('process_instance', `status <> 'completed'`);
    await eventually('all jobs are done', async () => (await open()) === 0, 300_000).catch(
      async (error: Error) => {
        const left = await world.query(
          'SELECT status, attempts, last_error, count(*) FROM outbox GROUP BY 1, 2, 3',
        );
        throw new Error(`${error.message}: ${JSON.stringify(left)}`);
      },
    );
    const [row] = await world.query<{ latest: number }>(
      `SELECT (extract(epoch FROM max(done_at - created_at)) * 1000)::int AS latest FROM outbox`,
    );
    const distinct = new Set(effects).size;
    const counts = {
      effects: effects.length,
      doubled: effects.length - distinct,
      lost: plan.jobs - distinct,
    };
    return { ...plan, seed, ...counts, outageMs, latest: row?.latest ?? 0 };
  } finally {
    await relay.stop();
    await Promise.all(workers.map((worker) => worker.stop()));
    await redis.stop();
    await world.close();
  }
}
