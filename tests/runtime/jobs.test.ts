import { setTimeout as sleep } from 'node:timers/promises';
import {
  JobWorker,
  OutboxRelay,
  type Job,
  type JobHandler,
  type QueueConfig,
  wholeTenant,
} from '@zusteuerung/runtime';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';
import { eventually, World } from './world.js';

let world: World;
let stopping: (() => Promise<void>)[] = [];
beforeAll(async () => {
  world = await World.open();
});
afterEach(async () => {
  for (const stop of stopping.reverse()) await stop();
  stopping = [];
});
afterAll(() => world.close());

/** A relay and a worker; what the handler got is collected in order. */
async function work(queue: QueueConfig, handler: JobHandler = async () => {}, workers = 1): Promise<Job[]> {
  const jobs: Job[] = [];
  for (let n = 0; n < workers; n++) {
    const worker = new JobWorker(world.database.dataSource, world.processes, queue, {
      backoffMs: 50,
      timeoutMs: 2000,
    });
    worker.registerJobHandler('mail', async (job) => {
      jobs.push(job);
      return handler(job);
    });
    await worker.start();
    stopping.push(() => worker.stop());
  }
  const relay = new OutboxRelay(world.database.dataSource, queue, { pollMs: 50, requeueAfterMs: 1000 });
  await relay.start();
  stopping.push(() => relay.stop());
  return jobs;
}

test('of a limited job type no more than that leave in a minute, other types all', async () => {
  const { dataSource } = world.database;
  const databaseUrl = world.database.url;
  const { instanceId } = await world.start('aufgabe', { gruppe: 'caritas:case_management' });
  const add = (key: string, jobType: string) =>
    world.query(
      `INSERT INTO outbox (tenant_id, instance_id, key, job_type, awaited, payload, status, available_at, created_at)
       VALUES ('rheine', $1, $2, $3, false, '{}', 'pending', now(), now())`,
      [instanceId, key, jobType],
    );
  for (let n = 0; n < 5; n++) await add(`l${n}`, 'langsam');
  await add('s', 'schnell');
  const queue = { databaseUrl, name: 'begrenzt' };
  const relays = [1, 2].map(
    () => new OutboxRelay(dataSource, queue, { pollMs: 20, perMinute: { langsam: 2 } }),
  );
  for (const relay of relays) {
    await relay.start();
    stopping.push(() => relay.stop());
  }
  const queued = (jobType: string) => world.count('outbox', `job_type = $1 AND status = 'queued'`, [jobType]);
  await eventually(
    'both types left',
    async () => (await queued('schnell')) === 1 && (await queued('langsam')) > 0,
  );
  await sleep(200);
  expect(await queued('langsam')).toBe(2);
  await world.query(`UPDATE outbox SET queued_at = now() - interval '2 minutes' WHERE job_type = 'langsam'`);
  await eventually('a minute later more leave', async () => (await queued('langsam')) === 4);
});

const statusOf = async (instanceId: string) => {
  const [row] = await world.query('SELECT status FROM process_instance WHERE id = $1', [instanceId]);
  return row?.['status'];
};
const finished = (instanceId: string) =>
  eventually('the instance is finished', async () => (await statusOf(instanceId)) === 'completed');
const entryOf = async (instanceId: string) => {
  const [row] = await world.query('SELECT * FROM outbox WHERE instance_id = $1', [instanceId]);
  return row;
};

/** What must hold on either backend. */
function delivers(queue: () => QueueConfig): void {
  test('a job reaches its handler, and its result the instance', async () => {
    const jobs = await work(queue(), async () => ({ variables: { gesendet: true } }));
    const { instanceId } = await world.start('post', { an: 'caritas' });
    await finished(instanceId);
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({
      tenant: 'rheine',
      instanceId,
      jobType: 'mail',
      elementId: 'Senden',
      headers: { vorlage: 'eingang' },
      variables: { an: 'caritas' },
      attempt: 1,
    });
    const entry = await entryOf(instanceId);
    expect(entry).toMatchObject({ id: jobs[0]?.outboxId, status: 'done', done_at: expect.any(Date) });
    const variables = await world.variables(instanceId);
    expect(variables).toMatchObject({ gesendet: true });
  });

  test('a failing job is tried again under the same id, then goes on', async () => {
    const jobs = await work(queue(), async ({ attempt }) => {
      if (attempt < 3) throw new Error('mail server is away');
    });
    const { instanceId } = await world.start('post');
    await finished(instanceId);
    expect(jobs.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(new Set(jobs.map(({ outboxId }) => outboxId)).size).toBe(1);
  });

  test('after the last try the instance has an incident; retry opens the job again', async () => {
    let away = true;
    await work(queue(), async () => {
      if (away) throw new Error('mail server is away');
    });
    const { instanceId } = await world.start('post');
    await eventually('an incident', async () => (await statusOf(instanceId)) === 'incident');
    expect(await entryOf(instanceId)).toMatchObject({
      status: 'dead',
      attempts: 3,
      last_error: 'mail server is away',
    });
    away = false;
    const positions = await world.inTenant((tx) => world.processes.positions(tx, instanceId));
    const incident = positions.find(({ waitingFor }) => waitingFor === 'incident');
    const result = await world.processes.transaction(
      (tx) =>
        world.processes.execute(tx, {
          tenant: 'rheine',
          instanceId,
          command: { type: 'retry', key: incident!.key },
          actor: 'anna',
        }),
      wholeTenant('rheine'),
    );
    expect(result.problem).toBeNull();
    await finished(instanceId);
  });

  test('no more jobs run at once than they may, however they are handed over', async () => {
    let running = 0;
    let most = 0;
    const handler = async () => {
      most = Math.max(most, ++running);
      await sleep(5);
      running--;
    };
    const started = await Promise.all(Array.from({ length: 30 }, () => world.start('post')));
    const jobs = await work(queue(), handler);
    await Promise.all(started.map(({ instanceId }) => finished(instanceId)));
    expect(new Set(jobs.map(({ outboxId }) => outboxId)).size).toBe(30);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(10);
  });

  test('fifty jobs and three workers: every effect once', async () => {
    const jobs = await work(queue(), async () => {}, 3);
    const started = await Promise.all(Array.from({ length: 50 }, () => world.start('post')));
    await Promise.all(started.map(({ instanceId }) => finished(instanceId)));
    expect(new Set(jobs.map(({ outboxId }) => outboxId)).size).toBe(50);
    expect(jobs).toHaveLength(50);
  });
}

describe('on the PostgreSQL backend', () => {
  delivers(() => ({ databaseUrl: world.database.url }));
});

describeWithRedis('on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  const queue = () => ({ redisUrl: redis.url, databaseUrl: world.database.url });
  delivers(queue);

  test('emptying Redis loses nothing and doubles nothing', async () => {
    const jobs = await work(queue(), () => sleep(20).then(() => undefined), 2);
    const starting = Array.from({ length: 40 }, () => world.start('post'));
    for (let n = 0; n < 4; n++) {
      await sleep(60);
      await redis.client.flushall();
    }
    const started = await Promise.all(starting);
    await Promise.all(started.map(({ instanceId }) => finished(instanceId)));
    expect(new Set(jobs.map(({ outboxId }) => outboxId)).size).toBe(40);
    expect(jobs).toHaveLength(40);
  });

  test('while Redis is away, work waits in PostgreSQL and goes on afterwards', async () => {
    const own = await startRedis();
    const port = Number(new URL(own.url).port);
    const jobs = await work({ redisUrl: own.url, databaseUrl: world.database.url });
    await own.stop();
    const { instanceId } = await world.start('post');
    await sleep(500);
    expect(await statusOf(instanceId)).toBe('active');
    const again = await startRedis(port);
    stopping.unshift(() => again.stop());
    await finished(instanceId);
    expect(jobs).toHaveLength(1);
  });
});

describe('whatever the queue does', () => {
  const bare = (handler: JobHandler) => {
    const worker = new JobWorker(
      world.database.dataSource,
      world.processes,
      { databaseUrl: '' },
      { timeoutMs: 200 },
    );
    worker.registerJobHandler('mail', handler);
    return worker;
  };

  test('delivered five times at once, the effect happens once', async () => {
    let runs = 0;
    const workers = [1, 2].map(() =>
      bare(async () => {
        runs++;
        await sleep(50);
      }),
    );
    const { instanceId } = await world.start('post');
    const { id } = (await entryOf(instanceId)) as { id: string };
    await Promise.all([0, 1, 0, 1, 0].map((n) => workers[n]!.work(id)));
    await workers[0]!.work(id);
    expect(runs).toBe(1);
    expect(await statusOf(instanceId)).toBe('completed');
  });

  test('what a handler commits is written with the completion, or not at all', async () => {
    const worker = bare(async () => ({
      commit: async (tx) => {
        await tx.query(`UPDATE tenant SET name = 'Rheine!' WHERE id = 'rheine'`);
      },
    }));
    const { instanceId } = await world.start('post');
    let fail = true;
    world.processes.onStep(async (_tx, { instance, command }) => {
      if (fail && instance.id === instanceId && command.type === 'complete') throw new Error('broken');
    });
    const { id } = (await entryOf(instanceId)) as { id: string };
    const name = async () => (await world.query(`SELECT name FROM tenant WHERE id = 'rheine'`))[0]?.['name'];
    await worker.work(id);
    expect(await name()).toBe('Rheine');
    expect(await entryOf(instanceId)).toMatchObject({ status: 'pending', attempts: 1 });
    fail = false;
    await world.query('UPDATE outbox SET available_at = now() WHERE id = $1', [id]);
    await worker.work(id);
    expect(await name()).toBe('Rheine!');
    expect(await statusOf(instanceId)).toBe('completed');
  });

  test('a handler that hangs counts as failed, its signal is aborted', async () => {
    let aborted = false;
    const worker = bare(({ signal }) => {
      signal.addEventListener('abort', () => (aborted = true));
      return new Promise(() => {});
    });
    const { instanceId } = await world.start('post');
    const entry = (await entryOf(instanceId)) as { id: string };
    await worker.work(entry.id);
    expect(aborted).toBe(true);
    expect(await entryOf(instanceId)).toMatchObject({
      status: 'pending',
      last_error: 'took longer than 200 ms',
    });
  });

  test('a job of a case that was cancelled is not done', async () => {
    const worker = bare(async () => {
      throw new Error('must not run');
    });
    const { instanceId } = await world.start('post');
    const entry = (await entryOf(instanceId)) as { id: string };
    await world.processes.transaction(
      (tx) =>
        world.processes.execute(tx, {
          tenant: 'rheine',
          instanceId,
          command: { type: 'cancel', reason: 'x' },
          actor: 'anna',
        }),
      wholeTenant('rheine'),
    );
    await worker.work(entry.id);
    expect(await entryOf(instanceId)).toMatchObject({ status: 'cancelled', attempts: 0 });
  });

  test('a job type without a handler becomes an incident', async () => {
    const worker = new JobWorker(
      world.database.dataSource,
      world.processes,
      { databaseUrl: '' },
      { backoffMs: 0 },
    );
    const { instanceId } = await world.start('post');
    const entry = (await entryOf(instanceId)) as { id: string };
    for (let n = 0; n < 3; n++) await worker.work(entry.id);
    expect(await statusOf(instanceId)).toBe('incident');
  });

  /** Outgoing work that no instance waits for; gives the ids in order. */
  async function outgoing(count: number): Promise<string[]> {
    const { instanceId } = await world.start('aufgabe', { gruppe: 'caritas:case_management' });
    const rows = await world.query<{ id: string }>(
      `INSERT INTO outbox (tenant_id, instance_id, key, job_type, awaited, payload, status, available_at, created_at)
       SELECT 'rheine', $1, 'o' || n, 'mail', false, jsonb_build_object('variables', jsonb_build_object('n', n)),
              'pending', now(), now() FROM generate_series(1, $2::int) AS n RETURNING id`,
      [instanceId, count],
    );
    return rows.map(({ id }) => id);
  }
  const statusesOf = async (ids: string[]) => {
    const rows = await world.query<{ id: string; status: string }>(
      'SELECT id, status FROM outbox WHERE id = ANY ($1)',
      [ids],
    );
    return ids.map((id) => rows.find((row) => row.id === id)?.status);
  };

  test('what ends together is written together', async () => {
    const written: string[][] = [];
    const write = async (_tx: unknown, ids: string[]) => void written.push(ids);
    const worker = bare(async ({ variables }) => ({ commitTogether: { write, id: `m${variables['n']}` } }));
    const ids = await outgoing(5);
    await Promise.all(ids.map((id) => worker.work(id)));
    expect(written).toEqual([['m1', 'm2', 'm3', 'm4', 'm5']]);
    expect(await statusesOf(ids)).toEqual(Array(5).fill('done'));
  });

  test('one that cannot be written is tried again later; what ended with it is done', async () => {
    const broken = async () => {
      throw new Error('broken');
    };
    const counted: string[] = [];
    const write = async (_tx: unknown, ids: string[]) => void counted.push(...ids);
    const worker = bare(async ({ variables: { n } }) =>
      n === 2 ? { commit: broken } : { commitTogether: { write, id: String(n) } },
    );
    const ids = await outgoing(3);
    await Promise.all(ids.map((id) => worker.work(id)));
    expect(counted.sort()).toEqual(['1', '3']);
    expect(await statusesOf(ids)).toEqual(['done', 'pending', 'done']);
  });
});
