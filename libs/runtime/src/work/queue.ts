import { createPostgresBackend, Queue, withBackend, Worker, type Processor } from 'bullmq';
import { Client } from '../database/client.js';
import type { Logger } from '../types.js';

export interface QueueConfig {
  /** Redis; without it BullMQ's PostgreSQL backend at `databaseUrl`, schema `bullmq` */
  redisUrl?: string;
  databaseUrl: string;
  /** two installations on one Redis need different names; default "zusteuerung" */
  name?: string;
  /** after this time without a sign of life a worker's jobs are given to another one; default 5 s */
  stalledAfterMs?: number;
}

/** Everything else is in the outbox rows: the queue may be emptied at any moment. */
export interface QueuedJob {
  outboxIds: string[];
}

/** The part of a queue that the relay uses. */
export interface OutgoingQueue {
  addBulk(outboxIds: string[]): Promise<void>;
  counts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** The part of a worker that the job worker uses. */
export interface IncomingQueue {
  close(): Promise<void>;
}

const defaultName = 'zusteuerung';
const handOverMs = 5000;
const countMs = 1000;
const closeMs = 40_000;
const disconnectMs = 2000;
// The outbox row counts the tries and keeps the result; a finished job must free its id for the next try.
const jobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };

/** entries in one job: moving a job through the queue costs as much as working on an entry */
const mostTogether = 10;

function parcels(ids: string[]): string[][] {
  const count = Math.ceil(ids.length / mostTogether);
  return Array.from({ length: count }, (_, n) => ids.slice(n * mostTogether, (n + 1) * mostTogether));
}

/** An entry handed over again while it still waits is not queued twice. */
function optionsOf([first, ...others]: string[]) {
  return others.length > 0 || first === undefined ? jobOptions : { ...jobOptions, jobId: first };
}

function postgresConnection(connectionString: string, max: number) {
  return { connectionString, schema: 'bullmq', migrate: true, max, Client };
}

/** How long a Redis that is away is waited for: between tries to connect, and for its word when we end the connection. */
const patience = { retryStrategy: (times: number) => Math.min(times * 200, 2000), disconnectTimeout: 200 };

/** The sending end. An unreachable Redis fails at once instead of collecting work in memory. */
export async function openOutgoing(config: QueueConfig, logger: Logger): Promise<OutgoingQueue> {
  const queue = outgoing(config);
  tellOutages(queue, 'queue', logger);
  if (!config.redisUrl) await queue.waitUntilReady();
  return {
    addBulk: async (ids) => {
      const jobs = parcels(ids).map((outboxIds) => ({
        name: 'job',
        data: { outboxIds },
        opts: optionsOf(outboxIds),
      }));
      await within(handOverMs, 'hand-over to the queue', queue.addBulk(jobs));
    },
    counts: () => within(countMs, 'counting the queue', queue.getJobCounts('waiting', 'active', 'failed')),
    close: () => closeOrGiveUp(queue),
  };
}

function outgoing({ redisUrl, databaseUrl, name = defaultName }: QueueConfig) {
  if (!redisUrl) {
    const postgres = withBackend(createPostgresBackend);
    return new postgres.Queue<QueuedJob>(name, { connection: postgresConnection(databaseUrl, 3) });
  }
  return new Queue<QueuedJob>(name, {
    connection: { url: redisUrl, maxRetriesPerRequest: 1, ...patience },
    prefix: 'zst',
  });
}

/** The receiving end; `handle` never throws (failures are kept in the outbox row) and runs `concurrency` times at once. */
export async function openIncoming(
  config: QueueConfig,
  concurrency: number,
  handle: (outboxId: string) => Promise<void>,
  logger: Logger,
): Promise<IncomingQueue> {
  const running = new Set<Promise<void>>();
  const limited = atOnce(concurrency, handle);
  const worker = incoming(config, concurrency, ({ data: { outboxIds = [] } }) => {
    const all = Promise.all(outboxIds.map(limited)).then(() => undefined);
    const work = all.finally(() => running.delete(work));
    running.add(work);
    return work;
  });
  tellOutages(worker, 'worker', logger);
  if (!config.redisUrl) await worker.waitUntilReady();
  return { close: () => (config.redisUrl ? closeAtRedis(worker, running) : closeOrGiveUp(worker)) };
}

/** Runs so many at once at most; the others wait for their turn. */
function atOnce(most: number, handle: (id: string) => Promise<void>): (id: string) => Promise<void> {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (id) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      await handle(id);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}

function incoming(config: QueueConfig, concurrency: number, processor: Processor<QueuedJob, void>) {
  const { redisUrl, databaseUrl, name = defaultName, stalledAfterMs = 5000 } = config;
  // How often a job may be given on is decided by the tries of its outbox entry, not here.
  const options = {
    concurrency,
    lockDuration: stalledAfterMs,
    stalledInterval: stalledAfterMs,
    maxStalledCount: 100,
  };
  if (!redisUrl) {
    const postgres = withBackend(createPostgresBackend);
    return new postgres.Worker<QueuedJob, void>(name, processor, {
      ...options,
      connection: postgresConnection(databaseUrl, 5),
    });
  }
  return new Worker<QueuedJob, void>(name, processor, {
    ...options,
    connection: { url: redisUrl, maxRetriesPerRequest: null, ...patience },
    prefix: 'zst',
  });
}

const tellAgainMs = 60_000;

/** A queue that can't be reached says so with every try to connect; once a minute is enough. */
function tellOutages(
  end: { on(event: 'error', listener: (error: Error) => void): unknown },
  name: string,
  logger: Logger,
): void {
  let told = -Infinity;
  end.on('error', ({ message, code }: Error & { code?: string }) => {
    // Its end and the renewal met, or it is delivered once more and found done: nobody is away.
    if (message?.startsWith('could not renew lock')) return logger.debug(`${name}: ${message}`);
    const now = performance.now();
    const report = now - told > tellAgainMs ? 'warn' : 'debug';
    if (report === 'warn') told = now;
    logger[report](`${name}: not reachable, work waits in PostgreSQL`, { error: message || code });
  });
}

/** Rejects when something takes too long; a queue that isn't reachable would make us wait for ever. */
async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits for the jobs in progress and for nothing of Redis, which may be away for good. A job whose end Redis did not
 * hear of is delivered once more and found done.
 */
async function closeAtRedis(
  worker: Pick<Worker, 'pause' | 'close'>,
  running: Set<Promise<void>>,
): Promise<void> {
  await worker.pause(true);
  await within(closeMs, 'the jobs in progress', Promise.allSettled(running)).catch(() => {});
  await within(disconnectMs, 'closing the queue', worker.close(true)).catch(() => {});
}

/** Waits for the jobs in progress, but not for a connection that does not come back. */
async function closeOrGiveUp(end: {
  close(): Promise<unknown>;
  disconnect(): Promise<unknown>;
}): Promise<void> {
  try {
    await within(closeMs, 'closing the queue', end.close());
  } catch {
    await end.disconnect().catch(() => {});
  }
}
