import type { DataSource } from 'typeorm';
import { retryConflicts } from '../database/transaction.js';
import type { ProcessInstance } from '../entities/instance.js';
import { instanceColumns } from '../execution/instance-rows.js';
import type { Processes } from '../execution/processes.js';
import { silentLogger, type Logger, type Transaction } from '../types.js';
import { Poller } from './poller.js';

export interface TimerOptions {
  /** pause between looks at the table; default 1 s */
  pollMs?: number;
  batch?: number;
  logger?: Logger;
}

type DueTimer = ProcessInstance & { timerId: string; timerKey: string; now: Date };

// Locks the instances, not the timers: the same order as every other command, so nobody waits in a circle.
// What another worker or a user is busy with is skipped and found again at the next look.
const dueTimers = `
SELECT t.id AS "timerId", t.key AS "timerKey", clock_timestamp() AS now, ${instanceColumns}
FROM timer t JOIN process_instance i ON i.id = t.instance_id
WHERE t.status = 'open' AND t.available_at <= now() AND ($2::bigint IS NULL OR t.id = $2)
ORDER BY t.available_at, t.id LIMIT $1 FOR UPDATE OF i SKIP LOCKED`;

/** Fires due timers in batches, by the database's clock. Any number of workers may run. */
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
      return (await this.runOnce()) === this.batch;
    });
  }

  start(): void {
    this.poller.start();
  }

  async stop(): Promise<void> {
    await this.poller.stop();
  }

  /** One batch in one transaction; returns how many timers were due. */
  async runOnce(): Promise<number> {
    let due: DueTimer[] = [];
    try {
      await this.inTransaction(async (tx) => {
        due = await tx.query<DueTimer[]>(dueTimers, [this.batch, null]);
        await this.fireAll(tx, due);
      });
    } catch (error) {
      if (due.length === 0) throw error;
      this.logger.warn('timers: a batch failed, firing one by one', { error: (error as Error).message });
      for (const { timerId } of due) await this.fireAlone(timerId);
    }
    return due.length;
  }

  private async fireAll(tx: Transaction, due: DueTimer[]): Promise<void> {
    const instances = new Map<string, ProcessInstance>();
    for (const { timerId, timerKey: key, now, ...row } of due) {
      const instance = instances.get(row.id) ?? row;
      instances.set(row.id, instance);
      const result = await this.processes.executeLocked(
        tx,
        instance,
        { command: { type: 'timer', key }, actor: 'timer' },
        now,
      );
      // The wait state closed between our look and our lock: the engine's state is right, the row was old.
      const status = result.problem ? 'cancelled' : 'fired';
      await tx.query(`UPDATE timer SET status = $2 WHERE id = $1 AND status = 'open'`, [timerId, status]);
    }
  }

  /** A timer that can't fire must not hold up its neighbours: it is tried again later, ever more rarely. */
  private async fireAlone(timerId: string): Promise<void> {
    try {
      await this.inTransaction(async (tx) => {
        await this.fireAll(tx, await tx.query<DueTimer[]>(dueTimers, [1, timerId]));
      });
    } catch (error) {
      this.logger.error('timer: does not fire', { timerId, error: (error as Error).message });
      await this.dataSource.query(
        `UPDATE timer SET attempts = attempts + 1,
           available_at = now() + least(power(2, attempts) * interval '5 seconds', interval '1 hour')
         WHERE id = $1 AND status = 'open'`,
        [timerId],
      );
    }
  }

  private inTransaction(work: (tx: Transaction) => Promise<void>): Promise<void> {
    return retryConflicts(() => this.dataSource.transaction(work));
  }
}
