import type { DataSource } from 'typeorm';
import type { Variables } from '@zusteuerung/engine';
import { saveResult } from '../audit/entry.js';
import { runPrepared } from '../database/prepared.js';
import { asWholeTenant, wholeTenant } from '../database/scope.js';
import { inTenant } from '../database/transaction.js';
import { UserTask } from '../entities/work.js';
import type {
  ClaimResult,
  CompleteResult,
  TaskPage,
  TaskQuery,
  TaskRefusal,
  TaskRequest,
  Transaction,
} from '../types.js';
import { jsonb } from './jsonb.js';
import { lockInstance } from './instance-rows.js';
import type { Processes } from './processes.js';
import { listTasks } from './task-list.js';

/** What people have to do: who may see it, who took it, who finished it. */
export class Tasks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly processes: Processes,
  ) {}

  list(query: TaskQuery, tx?: Transaction): Promise<TaskPage> {
    return this.within(query.tenant, tx, (within) => listTasks(within, query));
  }

  /** The task if it exists and the caller is in one of its groups (or is named, or took it). */
  async get(request: TaskRequest, tx?: Transaction): Promise<UserTask | null> {
    const { taskId: id, tenant: tenantId } = request;
    const task = await this.within(tenantId, tx, (within) =>
      within.getRepository(UserTask).findOneBy({ id, tenantId }),
    );
    return task && mayWorkOn(task, request) ? task : null;
  }

  /** Takes a task for the actor; taking it twice is no conflict. */
  async claim(tx: Transaction, request: TaskRequest): Promise<ClaimResult> {
    const task = await this.locked(tx, request);
    if (!(task instanceof UserTask)) return task;
    if (task.claimedBy === request.actor) return { outcome: 'done', task };
    const [{ now }] = (await tx.query('SELECT clock_timestamp() AS now')) as [{ now: Date }];
    return this.assign(tx, task, request.actor, now);
  }

  /** Gives a task back; only the one who took it can. */
  async release(tx: Transaction, request: TaskRequest): Promise<ClaimResult> {
    const task = await this.locked(tx, request);
    return task instanceof UserTask ? this.assign(tx, task, null, null) : task;
  }

  /** Completes the task and lets the instance go on; the loser of a race learns who won and when. */
  async complete(
    tx: Transaction,
    request: TaskRequest & { variables: Variables; at?: Date },
  ): Promise<CompleteResult> {
    const task = await this.locked(tx, request);
    if (!(task instanceof UserTask)) return task;
    // With the step the case may be no longer the actor's business.
    return asWholeTenant(tx, () => this.finish(tx, task, request));
  }

  private async finish(
    tx: Transaction,
    task: UserTask,
    { tenant, actor, variables, at }: TaskRequest & { variables: Variables; at?: Date },
  ): Promise<CompleteResult> {
    const result = await this.processes.execute(tx, {
      tenant,
      instanceId: task.instanceId,
      command: { type: 'complete', key: task.key, variables },
      actor,
      ...(at ? { at } : {}),
    });
    if (result.problem) return { outcome: 'refused', problem: result.problem };
    await runPrepared(tx, saveResult, [task.id, jsonb(variables), actor]);
    return {
      outcome: 'done',
      task: await tx.getRepository(UserTask).findOneByOrFail({ id: task.id }),
      result,
    };
  }

  private within<T>(
    tenant: string,
    tx: Transaction | undefined,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    return tx ? work(tx) : inTenant(this.dataSource, wholeTenant(tenant), work);
  }

  /** The open task under its instance's lock, or why the actor can't have it. */
  private async locked(tx: Transaction, request: TaskRequest): Promise<UserTask | TaskRefusal> {
    const seen = await this.get(request, tx);
    if (!seen) return { outcome: 'unknown' };
    if (!(await lockInstance(tx, request.tenant, seen.instanceId))) return { outcome: 'unknown' };
    const task = await tx.getRepository(UserTask).findOneByOrFail({ id: seen.id });
    if (task.status !== 'open') return { outcome: 'conflict', by: task.completedBy, at: task.completedAt };
    const takenByOther = task.claimedBy !== null && task.claimedBy !== request.actor;
    return takenByOther ? { outcome: 'conflict', by: task.claimedBy, at: task.claimedAt } : task;
  }

  private async assign(
    tx: Transaction,
    task: UserTask,
    to: string | null,
    at: Date | null,
  ): Promise<ClaimResult> {
    task.claimedBy = to;
    task.claimedAt = at;
    await tx.update(UserTask, { id: task.id }, { claimedBy: to, claimedAt: at });
    return { outcome: 'done', task };
  }
}

/** Fails closed: a task without groups and users is nobody's but the system's. */
function mayWorkOn(task: UserTask, { groups, actor }: TaskRequest): boolean {
  if (groups === null || task.claimedBy === actor || task.candidateUsers.includes(actor)) return true;
  return task.candidateGroups.some((group) => groups.includes(group));
}
