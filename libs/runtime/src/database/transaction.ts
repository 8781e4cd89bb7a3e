import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient, QueryResult } from 'pg';
import { QueryRunnerAlreadyReleasedError, type DataSource, type QueryRunner } from 'typeorm';
import { currentTrace, traced } from '../tracing.js';
import type { Transaction } from '../types.js';
import { asPart, enclose, enclosing } from './parts.js';
import { rememberScope, settingsOf, wholeTenant, type Scope } from './scope.js';

const mostTries = 5;
/** serialization_failure, deadlock_detected */
const retryable = new Set(['40001', '40P01']);
const beginnings = new WeakMap<Transaction, Date>();

/**
 * Runs `work` in one transaction bound to a tenant and to whom it acts for. Conflicts between transactions are tried
 * again, so `work` may run several times and must do nothing outside the database.
 */
export function inTenant<T>(
  dataSource: DataSource,
  scope: Scope,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return run(dataSource, settingsOf(scope), (tx) => {
    rememberScope(tx, scope);
    return work(tx);
  });
}

/** For workers that look for what is due in all tenants: opens the queues, no cases. What is due is done inTenant. */
export function inSystem<T>(dataSource: DataSource, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return run(dataSource, [['zst.scope', 'system']], work);
}

/** One look into the queues of all tenants, by one message: a statement without parameters that changes nothing. */
export function lookAtQueues<T>(dataSource: DataSource, sql: string): Promise<T[]> {
  return retryConflicts(async () => {
    const runner = dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      // Statements of one message are one transaction, so the scope ends with it.
      const results = (await client.query(
        `SELECT set_config('zst.scope', 'system', true); ${sql}`,
      )) as unknown as QueryResult[];
      return (results[1]?.rows ?? []) as T[];
    } finally {
      await runner.release();
    }
  });
}

/** For what comes before it is known for which tenant somebody acts: accounts, sessions, the list of tenants. */
export function outsideTenants<T>(dataSource: DataSource, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return run(dataSource, [['zst.scope', 'outside']], work);
}

/** Opens the one Vorgang with this reference, of whatever tenant, to who asks for its status. */
export function forReference<T>(
  dataSource: DataSource,
  reference: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return run(dataSource, [['zst.reference', reference]], work);
}

/**
 * One transaction of the tenant as a whole in which every transaction that `work` begins takes part. `commit` ends it
 * early; what `work` begins afterwards stands alone.
 */
export function inOneTransaction<T>(
  dataSource: DataSource,
  tenant: string,
  work: (tx: Transaction, commit: () => Promise<void>) => Promise<T>,
): Promise<T> {
  return inTenant(dataSource, wholeTenant(tenant), (tx) =>
    enclose(dataSource, tx, (commit) => work(tx, commit)),
  );
}

function run<T>(
  dataSource: DataSource,
  settings: [string, string][],
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return withinTrace(() => {
    const whole = enclosing(dataSource);
    return whole ? asPart(whole, settings, work) : alone(dataSource, settings, work);
  });
}

async function alone<T>(
  dataSource: DataSource,
  settings: [string, string][],
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await begin(runner, settings);
    const result = await work(runner.manager);
    if (runner.isTransactionActive) await runner.commitTransaction();
    return result;
  } catch (error) {
    // A lost connection can't roll back any more; what went wrong first is what the caller must hear.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error instanceof QueryRunnerAlreadyReleasedError ? connectionLost(error) : error;
  } finally {
    await runner.release();
  }
}

/** TypeORM gives up a connection lost between two statements, and the next one hears only of that. */
function connectionLost(cause: Error): Error {
  return Object.assign(new Error('Connection terminated unexpectedly', { cause }), { code: '08006' });
}

/** When a transaction of `inTenant` began, by the database's clock. */
export function beginningOf(tx: Transaction): Date {
  const beginning = beginnings.get(tx);
  if (!beginning) throw new Error('needs a transaction of inTenant');
  return beginning;
}

/** One round trip instead of two: TypeORM's own start would be a message without the scope. */
async function begin(runner: QueryRunner, settings: [string, string][]): Promise<void> {
  const client = (await runner.connect()) as PoolClient;
  const set = settings.map(
    ([name, value]) => `set_config('${name}', ${client.escapeLiteral(value)}, true), `,
  );
  // Before the message: whatever becomes of it, a rollback leaves the connection clean.
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
  const results = (await client.query(
    `START TRANSACTION; SELECT ${set.join('')}now()`,
  )) as unknown as QueryResult<{ now: Date }>[];
  beginnings.set(runner.manager, results[1]?.rows[0]?.now ?? new Date());
}

// Alone a transaction tells nothing: workers look for work several times a second.
function withinTrace<T>(work: () => Promise<T>): Promise<T> {
  return retryConflicts(() => (currentTrace() ? traced('transaction', {}, work) : work()));
}

/** Undoes the transaction and runs its work again, as after a conflict between transactions. */
export class TryAgain extends Error {
  readonly code = '40001';
}

/** Runs again what lost a conflict between transactions. */
export async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === mostTries || !retryable.has((error as { code?: string }).code ?? '')) throw error;
      await sleep(Math.random() * 20 * 2 ** tries);
    }
  }
}
