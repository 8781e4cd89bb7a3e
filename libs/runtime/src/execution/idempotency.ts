import { runPrepared, type Statement } from '../database/prepared.js';
import type { Json, Transaction, TransactionOptions } from '../types.js';
import { jsonb } from './jsonb.js';

/** The same key came back with a different request; answer it as a mistake of the caller. */
export class IdempotencyKeyReused extends Error {
  constructor() {
    super('The idempotency key was used for a different request.');
    this.name = 'IdempotencyKeyReused';
  }
}

const insertKey: Statement = {
  name: 'insert-idempotency-key',
  text: `INSERT INTO idempotency_key (tenant_id, key, fingerprint) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING 1`,
};
const keepAnswer: Statement = {
  name: 'keep-answer',
  text: 'UPDATE idempotency_key SET response = $3::jsonb WHERE tenant_id = $1 AND key = $2',
};

/**
 * Does `work` once per key. The key row is part of the transaction: a second request with the same key waits for
 * the first and then gets its answer; when the first rolls back, the second does the work.
 */
export async function once<T>(
  tx: Transaction,
  options: TransactionOptions & { idempotencyKey: string },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const { tenant, idempotencyKey, fingerprint = '' } = options;
  const inserted = await runPrepared(tx, insertKey, [tenant, idempotencyKey, fingerprint]);
  if (inserted.length === 0) return firstAnswer<T>(tx, tenant, idempotencyKey, fingerprint);
  const response = await work(tx);
  await runPrepared(tx, keepAnswer, [tenant, idempotencyKey, jsonb(response)]);
  return response;
}

async function firstAnswer<T>(tx: Transaction, tenant: string, key: string, fingerprint: string): Promise<T> {
  const [row] = await tx.query<{ fingerprint: string; response: Json }[]>(
    'SELECT fingerprint, response FROM idempotency_key WHERE tenant_id = $1 AND key = $2',
    [tenant, key],
  );
  if (row?.fingerprint !== fingerprint) throw new IdempotencyKeyReused();
  return row.response as T;
}
