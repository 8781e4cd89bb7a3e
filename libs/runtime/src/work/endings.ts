import type { DataSource } from 'typeorm';
import type { Command } from '@zusteuerung/engine';
import { wholeTenant } from '../database/scope.js';
import { inTenant } from '../database/transaction.js';
import { lockInstance } from '../execution/instance-rows.js';
import { unknownInstance } from '../execution/problems.js';
import type { Processes } from '../execution/processes.js';
import type { JobResult, Transaction } from '../types.js';
import { Gatherer } from './gatherer.js';
import { finishEntries, finishEntry, type LeasedEntry } from './outbox-rows.js';

interface Ended {
  entry: LeasedEntry;
  result: JobResult;
}
type Outcome = { error: unknown } | null;
type Write = (tx: Transaction, ended: Ended[]) => Promise<void>;

/** Who ends work together: how many of it there are, and what gathers them. */
interface Group {
  asked: number;
  gatherer: Gatherer<Ended, Outcome>;
}

/**
 * Ends outgoing work. What ends at the same time is one transaction: of an instance that waits for it, so that many
 * children of an activity take its row once and leave the connections to others; else of a tenant.
 */
export class Endings {
  private readonly groups = new Map<string, Group>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly processes: Processes,
  ) {}

  /** Resolves when the end is committed with what the handler wanted written; rejects when nothing of it is. */
  async end(entry: LeasedEntry, result: JobResult): Promise<void> {
    const { tenant, awaited, instanceId } = entry;
    const awaiting = awaited ? instanceId : null;
    const key = awaiting ?? `tenant ${tenant}`;
    const write = (tx: Transaction, ended: Ended[]) =>
      awaiting === null
        ? finishAll(tx, ended)
        : this.completeAll(tx, { tenant, instanceId: awaiting }, ended);
    const group = this.groups.get(key) ?? {
      asked: 0,
      gatherer: new Gatherer((ended) => this.endAll(tenant, ended, write)),
    };
    this.groups.set(key, group);
    group.asked++;
    const outcome = await group.gatherer.ask({ entry, result }).finally(() => {
      if (--group.asked === 0) this.groups.delete(key);
    });
    if (outcome) throw outcome.error;
  }

  /** One that can't be written must not hold up those that ended with it: each is tried alone then. */
  private async endAll(tenant: string, ended: Ended[], write: Write): Promise<Outcome[]> {
    try {
      await inTenant(this.dataSource, wholeTenant(tenant), (tx) => write(tx, ended));
      return ended.map(() => null);
    } catch (error) {
      if (ended.length === 1) return [{ error }];
      const outcomes: Outcome[] = [];
      for (const one of ended) outcomes.push(...(await this.endAll(tenant, [one], write)));
      return outcomes;
    }
  }

  private async completeAll(
    tx: Transaction,
    { tenant, instanceId }: { tenant: string; instanceId: string },
    ended: Ended[],
  ): Promise<void> {
    const locked = await lockInstance(tx, tenant, instanceId);
    if (!locked) throw new Error(unknownInstance(instanceId).message.en);
    for (const { entry, result } of ended) {
      const request = { command: completing(entry, result), actor: 'job' };
      const { problem } = await this.processes.executeLocked(tx, locked.instance, request, locked.now);
      // The effect happened, so it is noted, even if the case went on without waiting for it.
      await commitOf(result, tx);
      if (problem && problem.code !== 'WAIT_STATE_GONE') throw new Error(problem.message.en);
      await finishEntry(tx, entry.id, problem ? 'cancelled' : 'done');
    }
  }
}

function completing({ key }: LeasedEntry, { variables, error }: JobResult): Command {
  const given = variables ? { variables } : {};
  return error ? { type: 'throwError', key, ...error, ...given } : { type: 'complete', key, ...given };
}

async function finishAll(tx: Transaction, ended: Ended[]): Promise<void> {
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
async function commitOf({ commit, commitTogether }: JobResult, tx: Transaction): Promise<void> {
  await commit?.(tx);
  await commitTogether?.write(tx, [commitTogether.id]);
}
