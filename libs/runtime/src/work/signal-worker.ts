import type { DataSource } from 'typeorm';
import { wholeTenant } from '../database/scope.js';
import { inTenant } from '../database/transaction.js';
import type { ProcessInstance } from '../entities/instance.js';
import { instanceColumns } from '../execution/instance-rows.js';
import type { Processes } from '../execution/processes.js';
import { silentLogger, type Logger, type StartRequest, type Transaction, type Variables } from '../types.js';
import { tenantsWith, workDue, type DueRows } from './due-rows.js';
import { parkSignal } from './parking.js';
import { Poller } from './poller.js';

export interface SignalOptions {
  /** pause between looks at the table; default 250 ms */
  pollMs?: number;
  /** deliveries in one transaction; default 100 */
  batch?: number;
  logger?: Logger;
}

interface Delivery {
  rowId: string;
  variables: Variables;
  /** in whose name */
  by: string;
  now: Date;
}
type Hearing = ProcessInstance & Delivery & { signal: string };
type Start = Delivery & Required<Pick<StartRequest, 'tenant' | 'deploymentId' | 'process'>> & StartRequest;

const delivery = `d.id AS "rowId", d.variables, d.actor AS by, clock_timestamp() AS now`;
const isDue = `d.tenant_id = $3 AND d.available_at <= now() AND ($2::bigint IS NULL OR d.id = $2)`;

// Instance and delivery are skipped when anyone works on them: nobody waits, and a row read is a row to be done.
const hearing = `
SELECT ${delivery}, d.signal, ${instanceColumns}
FROM signal_delivery d JOIN process_instance i ON i.id = d.instance_id AND i.tenant_id = d.tenant_id
WHERE ${isDue} ORDER BY d.available_at, d.id LIMIT $1 FOR UPDATE OF i, d SKIP LOCKED`;

const starting = `
SELECT ${delivery}, d.tenant_id AS tenant, d.deployment_id AS "deploymentId", d.process_id AS process,
       d.start_event AS "startEvent", d.definition
FROM signal_delivery d
WHERE d.instance_id IS NULL AND ${isDue} ORDER BY d.available_at, d.id LIMIT $1 FOR UPDATE SKIP LOCKED`;

// Nobody hears it any more: the instance is gone, or it no longer waits where the signal was put aside.
const orphans = `
DELETE FROM signal_delivery d WHERE d.tenant_id = $1 AND d.instance_id IS NOT NULL
AND (NOT EXISTS (SELECT 1 FROM process_instance i WHERE i.id = d.instance_id)
  OR d.available_at = 'infinity' AND NOT EXISTS (
    SELECT 1 FROM subscription s WHERE s.instance_id = d.instance_id AND s.kind = 'signal' AND s.name = d.signal))`;

/** Delivers signals to those who waited for them when they were thrown. Any number of workers may run. */
export class SignalWorker {
  private readonly logger: Logger;
  private readonly batch: number;
  private readonly poller: Poller;

  constructor(
    private readonly dataSource: DataSource,
    private readonly processes: Processes,
    options: SignalOptions = {},
  ) {
    this.logger = options.logger ?? silentLogger;
    this.batch = options.batch ?? 100;
    this.poller = new Poller('signals', options.pollMs ?? 250, this.logger, async () => {
      // What was just told may throw the next signal.
      return (await this.runOnce()) > 0;
    });
  }

  start(): void {
    this.poller.start();
  }

  async stop(): Promise<void> {
    await this.poller.stop();
  }

  /** One batch of each kind and tenant; returns how many deliveries were due. */
  async runOnce(): Promise<number> {
    const { dataSource, batch, logger } = this;
    const heard = await workDue(dataSource, this.hearings, batch, logger);
    const started = await workDue(dataSource, this.starts, batch, logger);
    if (heard.rows + started.rows === 0) await this.removeOrphans();
    return heard.rows + started.rows;
  }

  private async removeOrphans(): Promise<void> {
    for (const tenant of await tenantsWith(this.dataSource, 'signal_delivery', 'q.instance_id IS NOT NULL'))
      await inTenant(this.dataSource, wholeTenant(tenant), (tx) => tx.query(orphans, [tenant]));
  }

  private readonly hearings: DueRows<Hearing> = {
    table: 'signal_delivery',
    take: (tx, { tenant, limit, rowId }) => tx.query<Hearing[]>(hearing, [limit, rowId, tenant]),
    work: async (tx, rows) => {
      const instances = new Map<string, ProcessInstance>();
      for (const { rowId, signal: name, variables, by: actor, now, ...row } of rows) {
        const instance = instances.get(row.id) ?? row;
        instances.set(row.id, instance);
        // A problem: the instance has ended meanwhile; nobody is left to hear it.
        const command = { type: 'signal', name, variables } as const;
        await this.processes.executeLocked(tx, instance, { command, actor }, now);
        await done(tx, rowId);
      }
    },
    park: (tx, rowId, obstacle) => parkSignal(tx, rowId, obstacle, this.processes.waitListeners),
  };

  private readonly starts: DueRows<Start> = {
    table: 'signal_delivery',
    take: (tx, { tenant, limit, rowId }) => tx.query<Start[]>(starting, [limit, rowId, tenant]),
    work: async (tx, rows) => {
      for (const { rowId, by: actor, now: at, ...start } of rows) {
        const { problem } = await this.processes.start(tx, { ...start, actor, at });
        if (problem) this.logger.error('signal: does not start', { rowId, problem: problem.code });
        await done(tx, rowId);
      }
    },
  };
}

async function done(tx: Transaction, rowId: string): Promise<void> {
  await tx.query('DELETE FROM signal_delivery WHERE id = $1', [rowId]);
}
