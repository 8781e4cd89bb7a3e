import { setTimeout as sleep } from 'node:timers/promises';
import { JobWorker } from '@zusteuerung/runtime';
import { random, shuffled } from '../support/random.js';
import { World } from '../runtime/world.js';

export interface DeliveryReport {
  jobs: number;
  deliveries: number;
  /** how often a handler ran; as often as there are jobs, when nothing is doubled */
  effects: number;
  completed: number;
  doubledEvents: number;
}

/** Delivers each job two to five times in random order to two workers, which have ten deliveries in hand at once. */
export async function deliverOften(count: number, seed: number): Promise<DeliveryReport> {
  const next = random(seed);
  const world = await World.open();
  try {
    const { dataSource, url: databaseUrl } = world.database;
    const effects: string[] = [];
    const workers = [1, 2].map(() => {
      const worker = new JobWorker(dataSource, world.processes, { databaseUrl }, { backoffMs: 20 });
      worker.registerJobHandler('mail', async ({ outboxId }) => {
        effects.push(outboxId);
        await sleep(next() * 10);
      });
      return worker;
    });
    for (let n = 0; n < count; n++) await world.start('post');
    const jobs = await world.query<{ id: string }>('SELECT id FROM outbox');
    const often = jobs.flatMap(({ id }) => Array.from({ length: 2 + Math.floor(next() * 4) }, () => id));
    const deliveries = shuffled(often, next);
    const hand = async () => {
      for (let id = deliveries.pop(); id; id = deliveries.pop())
        await workers[next() < 0.5 ? 0 : 1]!.work(id);
    };
    await Promise.all(Array.from({ length: 20 }, hand));
    return {
      jobs: jobs.length,
      deliveries: often.length,
      effects: effects.length,
      completed: await world.count('process_instance', `status = 'completed'`),
      doubledEvents: await world.count(
        `(SELECT 1 FROM instance_event WHERE type = 'elementCompleted' GROUP BY instance_id, element_id
          HAVING count(*) > 1) AS doubled`,
      ),
    };
  } finally {
    await world.close();
  }
}
