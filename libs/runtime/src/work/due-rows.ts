import type { DataSource } from 'typeorm';
import { wholeTenant } from '../database/scope.js';
import { obstacleOf, type Obstacle } from './parking.js';
import { inTenant, lookAtQueues } from '../database/transaction.js';
import type { Logger, Transaction } from '../types.js';

/** Rows of a table that something has to be done for when they are due. */
export interface DueRows<Row extends { rowId: string }> {
  table: 'timer' | 'start_timer' | 'signal_delivery' | 'batch_item';
  /** Locks what is due in a tenant and in nobody's hands; with a row's id only that one. */
  take(tx: Transaction, batch: Batch): Promise<Row[]>;
  /** Does what is due in the transaction that took it, so that each row is done once. */
  work(tx: Transaction, rows: Row[]): Promise<void>;
  /** Lets a row wait until an obstacle has gone; false when it can't, so that it is put off. */
  park?(tx: Transaction, rowId: string, obstacle: Obstacle): Promise<boolean>;
}

export interface Batch {
  tenant: string;
  limit: number;
  rowId: string | null;
}

/** The tenants for which a condition on the rows of a queue holds; `q` is the table's alias. */
export async function tenantsWith(
  dataSource: DataSource,
  table: string,
  condition: string,
): Promise<string[]> {
  const rows = await lookAtQueues<{ id: string }>(
    dataSource,
    `SELECT t.id FROM tenant t WHERE EXISTS (SELECT 1 FROM ${table} q WHERE q.tenant_id = t.id AND ${condition})`,
  );
  return rows.map(({ id }) => id);
}

const undone: Record<DueRows<never>['table'], string> = {
  timer: " AND q.status = 'open'",
  start_timer: " AND q.status = 'open'",
  signal_delivery: '',
  batch_item: " AND q.status = 'waiting'",
};

/** One batch for each tenant that has something due; returns how many rows were due, and whether there may be more. */
export async function workDue<Row extends { rowId: string }>(
  dataSource: DataSource,
  due: DueRows<Row>,
  limit: number,
  logger: Logger,
): Promise<{ rows: number; full: boolean }> {
  const tenants = await tenantsWith(dataSource, due.table, `q.available_at <= now()${undone[due.table]}`);
  let rows = 0;
  let full = false;
  for (const tenant of tenants) {
    const count = await workBatch(dataSource, due, { tenant, limit, rowId: null }, logger);
    rows += count;
    full ||= count === limit;
  }
  return { rows, full };
}

/**
 * One batch in one transaction; when that fails, each row in one of its own, and those that fail again are put off.
 * Returns how many rows were due.
 */
async function workBatch<Row extends { rowId: string }>(
  dataSource: DataSource,
  due: DueRows<Row>,
  batch: Batch,
  logger: Logger,
): Promise<number> {
  let rows: Row[] = [];
  try {
    await inTenant(dataSource, wholeTenant(batch.tenant), async (tx) => {
      rows = await due.take(tx, batch);
      await due.work(tx, rows);
    });
  } catch (error) {
    if (rows.length === 0) throw error;
    const { message } = error as Error;
    logger.warn(`${due.table}: a batch failed, working one by one`, { error: message });
    for (const { rowId } of rows) await workAlone(dataSource, due, { ...batch, limit: 1, rowId }, logger);
  }
  return rows.length;
}

/** A row that fails must not hold up its neighbours: it is tried again later, ever more rarely. */
async function workAlone<Row extends { rowId: string }>(
  dataSource: DataSource,
  due: DueRows<Row>,
  batch: Batch & { rowId: string },
  logger: Logger,
): Promise<void> {
  const { tenant, rowId } = batch;
  try {
    await inTenant(dataSource, wholeTenant(tenant), async (tx) => due.work(tx, await due.take(tx, batch)));
  } catch (error) {
    if (await parked(dataSource, due, batch, obstacleOf(error))) {
      logger.info(`${due.table}: waits for what its step needs`, { rowId });
      return;
    }
    logger.error(`${due.table}: put off`, { rowId, error: (error as Error).message });
    await putOff(dataSource, due.table, { tenant, rowId });
  }
}

/** What can't happen before something changes outside is not tried again and again. */
async function parked<Row extends { rowId: string }>(
  dataSource: DataSource,
  due: DueRows<Row>,
  { tenant, rowId }: Batch & { rowId: string },
  obstacle: Obstacle | null,
): Promise<boolean> {
  if (!obstacle || !due.park) return false;
  return inTenant(dataSource, wholeTenant(tenant), async (tx) => due.park?.(tx, rowId, obstacle) ?? false);
}

/** The next try comes after 5 seconds, then after twice as long each time, up to an hour. */
export async function putOff(
  dataSource: DataSource,
  table: DueRows<never>['table'] | 'message',
  { tenant, rowId }: { tenant: string; rowId: string },
): Promise<void> {
  await inTenant(dataSource, { tenant }, (tx) =>
    tx.query(
      `UPDATE ${table} SET attempts = attempts + 1,
         available_at = now() + least(power(2, least(attempts, 20)) * interval '5 seconds', interval '1 hour')
       WHERE id = $1`,
      [rowId],
    ),
  );
}
