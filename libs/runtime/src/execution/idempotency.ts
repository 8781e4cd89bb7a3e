import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource } from 'typeorm';
import { runPrepared, type Statement } from '../database/prepared.js';
import { wholeTenant } from '../database/scope.js';
import { inOneTransaction, inTenant } from '../database/transaction.js';
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
const dropKey: Statement = {
  name: 'drop-idempotency-key',
  text: 'DELETE FROM idempotency_key WHERE tenant_id = $1 AND key = $2',
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
  const { tenant, idempotencyKey } = options;
  if (!(await claim(tx, options))) return (await firstAnswer(tx, options)) as T;
  const response = await work(tx);
  await runPrepared(tx, keepAnswer, [tenant, idempotencyKey, jsonb(response)]);
  return response;
}

/**
 * The key of work that is one statement, with its answer, as the first part of that statement: no row when the key is
 * known (`firstAnswer` tells its answer) or none is given. Each argument is a parameter of the statement.
 */
export const keyRow = (tenant: string, key: string, fingerprint: string, answer: string) =>
  `INSERT INTO idempotency_key (tenant_id, key, fingerprint, response)
   SELECT ${tenant}::text, ${key}::text, ${fingerprint}::text, ${answer}::jsonb WHERE ${key}::text IS NOT NULL
   ON CONFLICT DO NOTHING RETURNING 1`;

export interface KeyedRequest<T> {
  tenant: string;
  idempotencyKey: string;
  /** digest of the request; a key that comes back with another one throws IdempotencyKeyReused */
  fingerprint: string;
  /** how an answer is kept, and read again */
  seal(answer: T): Json;
  open(kept: Json): T;
}

const settling = new AsyncLocalStorage<(answer: unknown) => Promise<void>>();

/**
 * Does `work` once per key, where `work` begins transactions of its own: they and the key's row are one transaction, so
 * that there is never one without the other. When `work` throws, the key is free again and what it did besides stays.
 */
export async function onceAltogether<T>(
  dataSource: DataSource,
  request: KeyedRequest<T>,
  work: () => Promise<T>,
): Promise<T> {
  const { tenant, idempotencyKey: key, seal, open } = request;
  const keep = (tx: Transaction, answer: T) =>
    runPrepared(tx, keepAnswer, [tenant, key, jsonb(seal(answer))]);
  const done = await inOneTransaction(dataSource, tenant, async (tx, commit) => {
    if (!(await claim(tx, request))) return { answer: open(await firstAnswer(tx, request)) };
    let settled = false;
    const settle = async (answer: unknown) => {
      await keep(tx, answer as T);
      await commit();
      settled = true;
    };
    try {
      const answer = await settling.run(settle, work);
      if (!settled) await keep(tx, answer);
      else await inTenant(dataSource, wholeTenant(tenant), (own) => keep(own, answer));
      return { answer };
    } catch (error) {
      if (!settled) await runPrepared(tx, dropKey, [tenant, key]).catch(() => Promise.reject(error));
      return { error };
    }
  });
  if ('error' in done) throw done.error;
  return done.answer;
}

/**
 * Commits what the request has done so far, before it does something outside the database. Should it die then, `answer`
 * is what a repetition hears. Without a key all is committed already.
 */
export async function settle(answer: unknown): Promise<void> {
  await settling.getStore()?.(answer);
}

type Keyed = Pick<TransactionOptions, 'tenant' | 'fingerprint'> & { idempotencyKey: string };

async function claim(tx: Transaction, { tenant, idempotencyKey, fingerprint = '' }: Keyed): Promise<boolean> {
  const inserted = await runPrepared(tx, insertKey, [tenant, idempotencyKey, fingerprint]);
  return inserted.length > 0;
}

/** The answer kept under a key; throws when it was used for another request. */
export async function firstAnswer(
  tx: Transaction,
  { tenant, idempotencyKey, fingerprint = '' }: Keyed,
): Promise<Json> {
  const [row] = await tx.query<{ fingerprint: string; response: Json }[]>(
    'SELECT fingerprint, response FROM idempotency_key WHERE tenant_id = $1 AND key = $2',
    [tenant, idempotencyKey],
  );
  if (row?.fingerprint !== fingerprint) throw new IdempotencyKeyReused();
  return row.response;
}
