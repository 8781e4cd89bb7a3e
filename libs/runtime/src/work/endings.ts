import type { DataSource } from 'typeorm';
import { wholeTenant } from '../database/scope.js';
import { inTenant } from '../database/transaction.js';
import type { JobResult, Transaction } from '../types.js';
import { Gatherer } from './gatherer.js';
import { finishEntries, type LeasedEntry } from './outbox-rows.js';

interface Ended {
  entry: LeasedEntry;
  result: JobResult;
}
type Outcome = { error: unknown } | null;

/** Ends outgoing work that no instance waits for: what of a tenant ends at the same time by one transaction. */
export class Endings {
  private readonly tenants = new Map<string, Gatherer<Ended, Outcome>>();

  constructor(private readonly dataSource: DataSource) {}

  /** Resolves when the end is committed with what the handler wanted written; rejects when nothing of it is. */
  async end(entry: LeasedEntry, result: JobResult): Promise<void> {
    const outcome = await this.of(entry.tenant).ask({ entry, result });
    if (outcome) throw outcome.error;
  }

  private of(tenant: string): Gatherer<Ended, Outcome> {
    const known = this.tenants.get(tenant);
    if (known) return known;
    const gatherer = new Gatherer<Ended, Outcome>((ended) => this.endAll(tenant, ended));
    this.tenants.set(tenant, gatherer);
    return gatherer;
  }

  /** One that can't be written must not hold up those that ended with it: each is tried alone then. */
  private async endAll(tenant: string, ended: Ended[]): Promise<Outcome[]> {
    try {
      await inTenant(this.dataSource, wholeTenant(tenant), (tx) => write(tx, ended));
      return ended.map(() => null);
    } catch (error) {
      if (ended.length === 1) return [{ error }];
      const outcomes: Outcome[] = [];
      for (const one of ended) outcomes.push(...(await this.endAll(tenant, [one])));
      return outcomes;
    }
  }
}

async function write(tx: Transaction, ended: Ended[]): Promise<void> {
  for (const { result } of ended) await result.commit?.(tx);
  const together = ended.flatMap(({ result }) => result.commitTogether ?? []);
  for (const writes of new Set(together.map((one) => one.write)))
    await writes(
      tx,
      together.filter((one) => one.write === writes).map(({ id }) => id),
    );
  await finishEntries(
    tx,
    ended.map(({ entry }) => entry.id),
  );
}

/** Writes what a handler wants written, of one job alone. */
export async function commitOf({ commit, commitTogether }: JobResult, tx: Transaction): Promise<void> {
  await commit?.(tx);
  await commitTogether?.write(tx, [commitTogether.id]);
}
