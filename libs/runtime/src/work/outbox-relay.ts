import type { DataSource } from 'typeorm';
import { inSystem } from '../database/transaction.js';
import { silentLogger, type Logger } from '../types.js';
import { Poller } from './poller.js';
import { openOutgoing, type OutgoingQueue, type QueueConfig } from './queue.js';

export interface RelayOptions {
  /** pause between looks at the table; default 250 ms */
  pollMs?: number;
  /** a queued entry nobody finished or works on is handed over again after this time; default 20 s */
  requeueAfterMs?: number;
  batch?: number;
  logger?: Logger;
}

/**
 * Hands committed outbox entries to BullMQ. Hand-over may happen twice or get lost with the queue; the entry's
 * status and lease in PostgreSQL decide what is done.
 */
export class OutboxRelay {
  private readonly logger: Logger;
  private readonly poller: Poller;
  private readonly batch: number;
  private readonly requeueAfterMs: number;
  private queue: OutgoingQueue | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: QueueConfig,
    options: RelayOptions = {},
  ) {
    this.logger = options.logger ?? silentLogger;
    this.batch = options.batch ?? 100;
    this.requeueAfterMs = options.requeueAfterMs ?? 20_000;
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
    const fresh = await this.handOver(
      `status = 'pending' AND available_at <= now() AND (leased_until IS NULL OR leased_until < now())
       ORDER BY available_at`,
      [],
    );
    const stale = await this.handOver(
      `status = 'queued' AND queued_at < now() - $2 * interval '1 millisecond'
       AND (leased_until IS NULL OR leased_until < now()) ORDER BY queued_at`,
      [this.requeueAfterMs],
    );
    if (stale > 0) this.logger.info('outbox: handed over again', { entries: stale });
    return fresh === this.batch || stale === this.batch;
  }

  /** Marks first, hands over after the commit: a crash in between is mended by the requeueing. */
  private async handOver(condition: string, parameters: unknown[]): Promise<number> {
    const [rows] = await inSystem(this.dataSource, (tx) =>
      tx.query<[{ id: string }[], number]>(
        `UPDATE outbox SET status = 'queued', queued_at = now() WHERE id IN
         (SELECT id FROM outbox WHERE ${condition} LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
        [this.batch, ...parameters],
      ),
    );
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
