import type { DataSource } from 'typeorm';
import { inSystem } from '../database/transaction.js';
import { silentLogger, type Logger } from '../types.js';
import { Poller } from './poller.js';

/** so long a request may come again and get its first answer */
const KEPT = '7 days';
const pauseMs = 600_000;

const forget = `DELETE FROM idempotency_key WHERE (tenant_id, key) IN
  (SELECT tenant_id, key FROM idempotency_key WHERE created_at < now() - interval '${KEPT}'
   ORDER BY created_at LIMIT 1000)`;

/** Forgets the answers kept for idempotency keys, which may hold what only one person may see, after seven days. */
export class KeyWorker {
  private readonly poller: Poller;

  constructor(
    private readonly dataSource: DataSource,
    { logger = silentLogger }: { logger?: Logger } = {},
  ) {
    this.poller = new Poller('keys', pauseMs, logger, async () => (await this.runOnce()) > 0);
  }

  start(): void {
    this.poller.start();
  }

  stop(): Promise<void> {
    return this.poller.stop();
  }

  /** One look; returns how many keys were forgotten. */
  async runOnce(): Promise<number> {
    const [, count] = await inSystem(this.dataSource, (tx) => tx.query<[unknown[], number]>(forget));
    return count;
  }
}
