import { setTimeout as sleep } from 'node:timers/promises';
import { JobWorker, OutboxRelay, TimerWorker } from '@zusteuerung/runtime';
import { random } from '../support/random.js';
import { eventually, World } from '../runtime/world.js';

const hour = 3_600_000;
const RealDate = Date;

/** The clock of this process lies by so many milliseconds; 0 puts it right. The database's clock stays as it is. */
export function shiftClock(ms: number): void {
  if (ms === 0) {
    globalThis.Date = RealDate;
    return;
  }
  const now = () => RealDate.now() + ms;
  class ShiftedDate extends RealDate {
    constructor(...values: unknown[]) {
      super(...((values.length > 0 ? values : [now()]) as [number]));
    }
    static override now = now;
    static override [Symbol.hasInstance](value: unknown): boolean {
      return Object.prototype.toString.call(value) === '[object Date]';
    }
  }
  globalThis.Date = ShiftedDate as DateConstructor;
}

export interface ClockReport {
  jumps: number;
  jobs: number;
  effects: number;
  timers: number;
  /** timers that fired before the database's clock had come to their instant */
  early: number;
  /** instances that did not come where they had to */
  lost: number;
  /** events with an instant that is not the database's */
  wrongInstants: number;
}

/** Jobs and timers are worked off while the clock of the process jumps by an hour to and fro. */
export async function jumpWhileWorking(count: number, seed: number): Promise<ClockReport> {
  const next = random(seed);
  const world = await World.open();
  const { dataSource, url: databaseUrl } = world.database;
  const effects: string[] = [];
  const queue = { databaseUrl, stalledAfterMs: 1000 };
  const jobs = new JobWorker(dataSource, world.processes, queue, { backoffMs: 50 });
  jobs.registerJobHandler('mail', async ({ outboxId }) => void effects.push(outboxId));
  const relay = new OutboxRelay(dataSource, queue, { pollMs: 50, requeueAfterMs: 3000 });
  const timers = new TimerWorker(dataSource, world.processes, { pollMs: 50 });
  let jumps = 0;
  try {
    await jobs.start();
    await relay.start();
    timers.start();
    const begin = RealDate.now();
    for (let n = 0; n < count; n++) {
      if (n % 5 === 0) {
        shiftClock([-hour, hour, 0][Math.floor(next() * 3)] ?? 0);
        jumps++;
      }
      await world.start('post');
      await world.start('frist', { dauer: `PT${(next() * 2).toFixed(3)}S` });
      await sleep(next() * 20);
    }
    const open = `status = 'active' AND process_id = 'post'`;
    const done = async () =>
      (await world.count('process_instance', open)) + (await world.count('timer', `status = 'open'`)) === 0;
    await eventually('all jobs and timers are done', done, 60_000);
    return { ...(await result(world, begin)), jumps, jobs: count, effects: effects.length, timers: count };
  } finally {
    shiftClock(0);
    await Promise.all([relay.stop(), timers.stop()]);
    await jobs.stop();
    await world.close();
  }
}

async function result(world: World, begin: number) {
  return {
    early: await world.count(
      `timer t JOIN user_task u ON u.instance_id = t.instance_id`,
      `u.created_at < t.due_at`,
    ),
    lost:
      (await world.count('process_instance', `process_id = 'post' AND status <> 'completed'`)) +
      (await world.count(
        'process_instance i',
        `process_id = 'frist' AND (SELECT count(*) FROM user_task WHERE instance_id = i.id) <> 1`,
      )),
    wrongInstants: await world.count('instance_event', `at NOT BETWEEN $1 AND clock_timestamp()`, [
      new RealDate(begin - 5000),
    ]),
  };
}
