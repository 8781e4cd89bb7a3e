import type { DataSource } from 'typeorm';
import { retryConflicts } from '../database/transaction.js';
import type { Logger, Transaction } from '../types.js';

/** Rows of a table that something has to be done for when they are due. */
export interface DueRows<Row extends { rowId: string }> {
  table: 'timer' | 'start_timer' | 'signal_delivery' | 'batch_item';
  /** Locks what is due and in nobody's hands; with a row's id only that one. */
  take(tx: Transaction, limit: number, rowId: string | null): Promise<Row[]>;
  /** Does what is due in the transaction that took it, so that each row is done once. */
  work(tx: Transaction, rows: Row[]): Promise<void>;
}

/**
 * One batch in one transaction; when that fails, each row in one of its own, and those that fail again are put off.
 * Returns how many rows were due.
 */
export async function workBatch<Row extends { rowId: string }>(
  dataSource: DataSource,
  due: DueRows<Row>,
  limit: number,
  logger: Logger,
): Promise<number> {
  let rows: Row[] = [];
  try {
    await inTransaction(dataSource, async (tx) => {
      rows = await due.take(tx, limit, null);
      await due.work(tx, rows);
    });
  } catch (error) {
    if (rows.length === 0) throw error;
    const { message } = error as Error;
    logger.warn(`${due.table}: a batch failed, working one by one`, { error: message });
    for (const { rowId } of rows) await workAlone(dataSource, due, rowId, logger);
  }
  return rows.length;
}

/** A row that fails must not hold up its neighbours: it is tried again later, ever more rarely. */
async function workAlone<Row extends { rowId: string }>(
  dataSource: DataSource,
  due: DueRows<Row>,
  rowId: string,
  logger: Logger,
): Promise<void> {
  try {
    await inTransaction(dataSource, async (tx) => due.work(tx, await due.take(tx, 1, rowId)));
  } catch (error) {
    logger.error(`${due.table}: put off`, { rowId, error: (error as Error).message });
    await putOff(dataSource, due.table, rowId);
  }
}

/** The next try comes after 5 seconds, then after twice as long each time, up to an hour. */
export async function putOff(
  dataSource: DataSource,
  table: DueRows<never>['table'] | 'message',
  rowId: string,
): Promise<void> {
  await dataSource.query(
    `UPDATE ${table} SET attempts = attempts + 1,
       available_at = now() + least(power(2, least(attempts, 20)) * interval '5 seconds', interval '1 hour')
     WHERE id = $1`,
    [rowId],
  );
}

function inTransaction(dataSource: DataSource, work: (tx: Transaction) => Promise<void>): Promise<void> {
  return retryConflicts(() => dataSource.transaction(work));
}
