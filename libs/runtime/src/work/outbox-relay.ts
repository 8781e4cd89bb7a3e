import type { DataSource } from 'typeorm';
import { inSystem, lookAtQueues } from '../database/transaction.js';
import { silentLogger, type Logger } from '../types.js';
import { Poller } from './poller.js';
import { openOutgoing, type OutgoingQueue, type QueueConfig } from './queue.js';

export interface RelayOptions {
  /** pause between looks at the table; default 250 ms */
  pollMs?: number;
  /** a queued entry nobody finished or works on is handed over again after this time; default 20 s */
  requeueAfterMs?: number;
  batch?: number;
  /** at most so many entries of a job type are handed over in a minute, by all relays together */
  perMinute?: Record<string, number>;
  logger?: Logger;
}

/** one class of advisory locks: counting what a limited job type has used of its minute */
const limitLock = 1_869_967_980;
const due = `status = 'pending' AND available_at <= now() AND (leased_until IS NULL OR leased_until < now())`;
// $2 job type, $3 most in a minute
const withinLimit = `${due} AND job_type = $2 ORDER BY available_at LIMIT
  (SELECT greatest(0, least($1, $3 - count(*))) FROM outbox
   WHERE job_type = $2 AND queued_at > now() - interval '1 minute')`;

/**
 * Hands committed outbox entries to BullMQ. Hand-over may happen twice or get lost with the queue; the entry's
 * status and lease in PostgreSQL decide what is done.
 */
export class OutboxRelay {
  private readonly logger: Logger;
  private readonly poller: Poller;
  private readonly batch: number;
  private readonly requeueAfterMs: number;
  private readonly perMinute: [jobType: string, most: number][];
  private queue: OutgoingQueue | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: QueueConfig,
    options: RelayOptions = {},
  ) {
    this.logger = options.logger ?? silentLogger;
    this.batch = options.batch ?? 100;
    this.requeueAfterMs = options.requeueAfterMs ?? 20_000;
    this.perMinute = Object.entries(options.perMinute ?? {});
    this.poller = new Poller('outbox', options.pollMs ?? 250, this.logger, () => this.relay());
  }

  async start(): Promise<void> {
    this.queue ??= await openOutgoing(this.config, this.logger);
    this.poller.start();
  }

  async stop(): Promise<void> {
    await this.poller.stop();
    await this.queue?.close();
    this.queue = null;
  }

  /** How many jobs the queue holds, by state; rejects within seconds when it is not reachable. */
  async queueCounts(): Promise<Record<string, number>> {
    return (await this.queue?.counts()) ?? {};
  }

  private async relay(): Promise<boolean> {
    const [there] = await lookAtQueues<{ fresh: boolean; stale: boolean }>(
      this.dataSource,
      `SELECT EXISTS (SELECT FROM outbox WHERE ${due}) AS fresh,
              EXISTS (SELECT FROM outbox WHERE ${this.lost}) AS stale`,
    );
    const fresh = there?.fresh ? await this.handOverFresh() : 0;
    const stale = there?.stale ? await this.handOver(`${this.lost} ORDER BY queued_at LIMIT $1`, []) : 0;
    if (stale > 0) this.logger.info('outbox: handed over again', { entries: stale });
    return fresh === this.batch || stale === this.batch;
  }

  /** Condition of entries that were handed over and that nobody finished or works on. */
  private get lost(): string {
    return `status = 'queued' AND queued_at < now() - ${this.requeueAfterMs} * interval '1 millisecond'
      AND (leased_until IS NULL OR leased_until < now())`;
  }

  private async handOverFresh(): Promise<number> {
    const limited = this.perMinute.map(([jobType]) => jobType);
    const fresh = await this.handOver(`${due} AND job_type <> ALL ($2) ORDER BY available_at LIMIT $1`, [
      limited,
    ]);
    for (const limit of this.perMinute) await this.handOver(withinLimit, limit, limit[0]);
    return fresh;
  }

  /** Marks first, hands over after the commit: a crash in between is mended by the requeueing. */
  private async handOver(condition: string, parameters: unknown[], alone?: string): Promise<number> {
    const [rows] = await inSystem(this.dataSource, async (tx) => {
      // Two relays that count at the same moment would both find room for the same entry.
      if (alone) await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [limitLock, alone]);
      return tx.query<[{ id: string }[], number]>(
        `UPDATE outbox SET status = 'queued', queued_at = now() WHERE id IN
           (SELECT id FROM outbox WHERE ${condition} FOR UPDATE SKIP LOCKED)
         RETURNING id`,
        [this.batch, ...parameters],
      );
    });
    if (rows.length === 0 || !this.queue) return 0;
    const ids = rows.map(({ id }) => id);
    try {
      await this.queue.addBulk(ids);
    } catch (error) {
      await this.takeBack(ids);
      throw error;
    }
    return ids.length;
  }

  private async takeBack(ids: string[]): Promise<void> {
    await inSystem(this.dataSource, (tx) =>
      tx.query(
        `UPDATE outbox SET status = 'pending', queued_at = NULL WHERE id = ANY($1) AND status = 'queued'`,
        [ids],
      ),
    );
  }
}
