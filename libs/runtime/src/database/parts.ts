import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import type { Transaction } from '../types.js';
import { rememberedScope, rememberScope, settingsOf } from './scope.js';

/** A transaction in which those that are begun meanwhile take part. */
interface Whole {
  dataSource: DataSource;
  runner: QueryRunner;
  settings: [string, string][];
  depth: number;
  /** once it has ended, what begins then stands alone */
  state: { ended: boolean };
  /** parts share one connection, so they go one after the other */
  last: Promise<unknown>;
}

const wholes = new AsyncLocalStorage<Whole | null>();
const known = ['tenant', 'organisations', 'cases', 'email', 'scope', 'reference'].map(
  (name) => `zst.${name}`,
);

/** The transaction to take part in, if one encloses the caller on this data source and still runs. */
export function enclosing(dataSource: DataSource): Whole | null {
  const whole = wholes.getStore();
  return whole && !whole.state.ended && whole.dataSource === dataSource ? whole : null;
}

/**
 * Runs `work`; transactions it begins become parts of `tx`, each with the scope it asks for and taken back alone when it
 * fails. `commit` ends `tx` early: what follows is no part of it any more.
 */
export async function enclose<T>(
  dataSource: DataSource,
  tx: Transaction,
  work: (commit: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const runner = tx.queryRunner;
  if (!runner) throw new Error('needs a transaction');
  const state = { ended: false };
  const whole = { dataSource, runner, settings: [], depth: 0, state, last: Promise.resolve() };
  const commit = async () => {
    state.ended = true;
    await runner.commitTransaction();
  };
  try {
    return await wholes.run(whole, () => work(commit));
  } finally {
    state.ended = true;
  }
}

/** Transactions that `work` begins stand alone: they stay, whatever becomes of the enclosing one. */
export const apart = <T>(work: () => Promise<T>): Promise<T> => wholes.run(null, work);

/** Does `work` as a part of a transaction: with settings of its own, and taken back alone when it throws. */
export function asPart<T>(
  whole: Whole,
  settings: [string, string][],
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const part = whole.last.then(() => withinSavepoint(whole, settings, work));
  whole.last = part.catch(() => undefined);
  return part;
}

async function withinSavepoint<T>(
  whole: Whole,
  settings: [string, string][],
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const { runner, depth } = whole;
  const client = (await runner.connect()) as PoolClient;
  const tx = runner.manager;
  const scope = rememberedScope(tx);
  const savepoint = `part_${depth}`;
  await client.query(`SAVEPOINT ${savepoint}; ${setting(client, settings)}`);
  rememberScope(tx, undefined);
  try {
    const inner = { ...whole, settings, depth: depth + 1, last: Promise.resolve() };
    const result = await wholes.run(inner, () => work(tx));
    const before = scope ? settingsOf(scope) : whole.settings;
    await client.query(`RELEASE SAVEPOINT ${savepoint}; ${setting(client, before)}`);
    return result;
  } catch (error) {
    // On a lost connection it fails, too; what went wrong first is what the caller must hear.
    await client
      .query(`ROLLBACK TO SAVEPOINT ${savepoint}; RELEASE SAVEPOINT ${savepoint}`)
      .catch(() => undefined);
    throw error;
  } finally {
    rememberScope(tx, scope);
  }
}

function setting(client: PoolClient, settings: [string, string][]): string {
  const values = new Map(settings);
  const calls = known.map(
    (name) => `set_config('${name}', ${client.escapeLiteral(values.get(name) ?? '')}, true)`,
  );
  return `SELECT ${calls.join(', ')}`;
}
