import type { DataSource } from 'typeorm';
import { runPrepared, type Statement } from '../database/prepared.js';
import type { ProcessInstance } from '../entities/instance.js';
import { instanceColumns } from '../execution/instance-rows.js';
import type { Processes } from '../execution/processes.js';
import { silentLogger, type Logger, type Transaction } from '../types.js';
import { workDue, type DueRows } from './due-rows.js';
import { parkTimer } from './parking.js';
import { Poller } from './poller.js';
import { dueStartTimers } from './start-timers.js';

export interface TimerOptions {
  /** pause between looks at the table; default 1 s */
  pollMs?: number;
  batch?: number;
  logger?: Logger;
}

type DueTimer = ProcessInstance & { rowId: string; timerKey: string; now: Date };

// Locks the instances, not the timers: the same order as every other command, so nobody waits in a circle.
// What another worker or a user is busy with is skipped and found again at the next look.
const dueTimers = `
SELECT t.id AS "rowId", t.key AS "timerKey", clock_timestamp() AS now, ${instanceColumns}
FROM timer t JOIN process_instance i ON i.id = t.instance_id
WHERE t.tenant_id = $3 AND t.status = 'open' AND t.available_at <= now() AND ($2::bigint IS NULL OR t.id = $2)
ORDER BY t.available_at, t.id LIMIT $1 FOR UPDATE OF i SKIP LOCKED`;

const settle: Statement = {
  name: 'settle-timers',
  text: `UPDATE timer SET status = CASE WHEN id = ANY ($2::bigint[]) THEN 'cancelled' ELSE 'fired' END
         WHERE id = ANY ($1::bigint[]) AND status = 'open'`,
};

/** Fires due timers of instances and start events in batches, by the database's clock. Any number of workers may run. */
export class TimerWorker {
  private readonly logger: Logger;
  private readonly batch: number;
  private readonly poller: Poller;

  constructor(
    private readonly dataSource: DataSource,
    private readonly processes: Processes,
    options: TimerOptions = {},
  ) {
    this.logger = options.logger ?? silentLogger;
    this.batch = options.batch ?? 100;
    this.poller = new Poller('timers', options.pollMs ?? 1000, this.logger, async () => {
      const { timers, starts } = await this.round();
      // A start timer may be due again at once, when it makes up for a pause.
      return timers.full || starts.rows > 0;
    });
  }

  start(): void {
    this.poller.start();
  }

  async stop(): Promise<void> {
    await this.poller.stop();
  }

  /** One batch of each tenant; returns how many timers were due. */
  async runOnce(): Promise<number> {
    const { timers, starts } = await this.round();
    return timers.rows + starts.rows;
  }

  private async round() {
    const { dataSource, batch, logger } = this;
    return {
      timers: await workDue(dataSource, this.dueTimers, batch, logger),
      starts: await workDue(dataSource, dueStartTimers(this.processes, logger), batch, logger),
    };
  }

  private readonly dueTimers: DueRows<DueTimer> = {
    table: 'timer',
    take: (tx, { tenant, limit, rowId }) => tx.query<DueTimer[]>(dueTimers, [limit, rowId, tenant]),
    work: (tx, rows) => this.fireAll(tx, rows),
    park: (tx, rowId, obstacle) => parkTimer(tx, rowId, obstacle, this.processes.waitListeners),
  };

  private async fireAll(tx: Transaction, due: DueTimer[]): Promise<void> {
    if (due.length === 0) return;
    const instances = new Map<string, ProcessInstance>();
    const requests = due.map(({ rowId: _, timerKey: key, now: at, ...row }) => {
      const instance = instances.get(row.id) ?? row;
      instances.set(row.id, instance);
      return { instance, command: { type: 'timer', key } as const, actor: 'timer', at };
    });
    const results = await this.processes.executeAll(tx, requests);
    // The wait state closed between our look and our lock: the engine's state is right, the row was old.
    const gone = due.filter((_, n) => results[n]?.problem).map(({ rowId }) => rowId);
    const ids = due.map(({ rowId }) => rowId);
    await runPrepared(tx, settle, [ids, gone]);
  }
}
