import type { DataSource } from 'typeorm';
import { inTenant } from '../database/transaction.js';
import { silentLogger, type Logger, type Transaction } from '../types.js';
import { tenantsWith } from '../work/due-rows.js';
import { Poller } from '../work/poller.js';
import { chain, chainedColumns, readHead, type ChainedEntry, type ChainHead } from './chain.js';

export interface AuditOptions {
  /** pause between looks; default 1 s */
  pollMs?: number;
  /** entries chained in one transaction; default 500 */
  batch?: number;
  logger?: Logger;
}

/** one class of advisory locks: the end of a tenant's chain */
const chainLock = 1_635_083_369;

const waiting = `
SELECT ${chainedColumns} FROM audit_pending p JOIN audit_entry e ON e.id = p.entry_id
WHERE p.tenant_id = $1 ORDER BY p.entry_id LIMIT $2`;

const link = `
WITH links AS (
  INSERT INTO audit_link (tenant_id, seq, entry_id, hash)
  SELECT $1, l.seq, l.id, l.hash FROM jsonb_to_recordset($2::jsonb) AS l(seq bigint, id bigint, hash text)
  RETURNING entry_id
) DELETE FROM audit_pending WHERE tenant_id = $1 AND entry_id IN (SELECT entry_id FROM links)`;

/** Gives committed audit entries their place in their tenant's chain. Any number of workers may run. */
export class AuditWorker {
  private readonly batch: number;
  private readonly poller: Poller;

  constructor(
    private readonly dataSource: DataSource,
    options: AuditOptions = {},
  ) {
    this.batch = options.batch ?? 500;
    const logger = options.logger ?? silentLogger;
    this.poller = new Poller('audit', options.pollMs ?? 1000, logger, async () => (await this.runOnce()) > 0);
  }

  start(): void {
    this.poller.start();
  }

  async stop(): Promise<void> {
    await this.poller.stop();
  }

  /** One batch of each tenant; returns how many entries were chained. */
  async runOnce(): Promise<number> {
    let count = 0;
    for (const id of await tenantsWith(this.dataSource, 'audit_pending', 'true'))
      count += await inTenant(this.dataSource, { tenant: id }, (tx) => this.chainWaiting(tx, id));
    return count;
  }

  private async chainWaiting(tx: Transaction, tenant: string): Promise<number> {
    const [{ free }] = (await tx.query('SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS free', [
      chainLock,
      tenant,
    ])) as [{ free: boolean }];
    if (!free) return 0;
    let head: ChainHead = await readHead(tx, tenant);
    const entries = await tx.query<ChainedEntry[]>(waiting, [tenant, this.batch]);
    const links = entries.map((entry) => ({ id: entry.id, ...(head = chain(head, entry)) }));
    if (links.length > 0) await tx.query(link, [tenant, JSON.stringify(links)]);
    return links.length;
  }
}
