import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Transaction } from '../types.js';

export interface Scope {
  tenant: string;
  /** organisations the caller acts for; none means: the tenant as a whole (system, workers) */
  organisations?: string[];
}

const mostTries = 5;
/** serialization_failure, deadlock_detected */
const retryable = new Set(['40001', '40P01']);

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
  return retryConflicts(() =>
    dataSource.transaction(async (tx) => {
      await tx.query("SELECT set_config('zst.tenant', $1, true), set_config('zst.organisations', $2, true)", [
        scope.tenant,
        (scope.organisations ?? []).join(','),
      ]);
      return work(tx);
    }),
  );
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
