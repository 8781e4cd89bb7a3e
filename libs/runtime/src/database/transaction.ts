import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient, QueryResult } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import type { Transaction } from '../types.js';

export interface Scope {
  tenant: string;
  /** organisations the caller acts for; none means: the tenant as a whole (system, workers) */
  organisations?: string[];
}

const mostTries = 5;
/** serialization_failure, deadlock_detected */
const retryable = new Set(['40001', '40P01']);
const beginnings = new WeakMap<Transaction, Date>();

/**
 * Runs `work` in one transaction bound to a tenant: row-level policies read the scope from the settings
 * `zst.tenant` and `zst.organisations`. Conflicts between transactions are tried again, so `work` may run
 * several times and must do nothing outside the database.
 */
export async function inTenant<T>(
  dataSource: DataSource,
  scope: Scope,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return retryConflicts(async () => {
    const runner = dataSource.createQueryRunner();
    try {
      await begin(runner, scope);
      const result = await work(runner.manager);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // A lost connection can't roll back any more; what went wrong first is what the caller must hear.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  });
}

/** When a transaction of `inTenant` began, by the database's clock. */
export function beginningOf(tx: Transaction): Date {
  const beginning = beginnings.get(tx);
  if (!beginning) throw new Error('needs a transaction of inTenant');
  return beginning;
}

/** One round trip instead of two: TypeORM's own start would be a message without the scope. */
async function begin(runner: QueryRunner, { tenant, organisations = [] }: Scope): Promise<void> {
  const client = (await runner.connect()) as PoolClient;
  const [tenantText, organisationsText] = [tenant, organisations.join(',')].map((text) =>
    client.escapeLiteral(text),
  );
  // Before the message: whatever becomes of it, a rollback leaves the connection clean.
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
  const results = (await client.query(
    `START TRANSACTION; SELECT set_config('zst.tenant', ${tenantText}, true),
     set_config('zst.organisations', ${organisationsText}, true), now()`,
  )) as unknown as QueryResult<{ now: Date }>[];
  beginnings.set(runner.manager, results[1]?.rows[0]?.now ?? new Date());
}

/** Runs again what lost a conflict between transactions. */
export async function retryConflicts<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (tries === mostTries || !retryable.has((error as { code?: string }).code ?? '')) throw error;
      await sleep(Math.random() * 20 * 2 ** tries);
    }
  }
}
