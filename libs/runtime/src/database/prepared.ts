import type { PoolClient, QueryResultRow } from 'pg';
import type { Transaction } from '../types.js';

export interface Statement {
  /** unique among all statements; the server keeps the plan under it, per connection */
  name: string;
  text: string;
}

/** Runs a statement of the hot path on the transaction's connection, parsed and planned once per connection. */
export async function runPrepared<T extends QueryResultRow>(
  tx: Transaction,
  statement: Statement,
  values: unknown[],
): Promise<T[]> {
  if (!tx.queryRunner) throw new Error('needs a transaction');
  const client = (await tx.queryRunner.connect()) as PoolClient;
  return (await client.query<T>({ ...statement, values })).rows;
}
