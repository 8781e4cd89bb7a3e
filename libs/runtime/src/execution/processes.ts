import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import {
  explain,
  rootVariables,
  startConditionHolds,
  step,
  type Command,
  type Definition,
  type Position,
  type Variables,
} from '@zusteuerung/engine';
import { asWholeTenant } from '../database/scope.js';
import { beginningOf, inTenant } from '../database/transaction.js';
import type { Definitions } from '../definitions/definitions.js';
import type { ProcessInstance } from '../entities/instance.js';
import type {
  BroadcastRequest,
  BroadcastResult,
  CorrelateRequest,
  ExecuteRequest,
  ExecuteResult,
  Executor,
  LocalJobHandler,
  StartRequest,
  StepListener,
  Transaction,
  TransactionOptions,
  WaitListener,
} from '../types.js';
import { currentTrace, traced, type SpanAttributes } from '../tracing.js';
import { executeAll, type LockedRequest } from './execute-all.js';
import { once } from './idempotency.js';
import { currentDeployment, loadInstance, lockInstance } from './instance-rows.js';
import { LocalJobs } from './local-jobs.js';
import { Messages } from './messages.js';
import { noDeployment, unknownInstance } from './problems.js';
import { broadcast } from './sending.js';
import { firstOfEach, startsBy } from './start-events.js';
import { StepWriter, type Ready, type Taken } from './step-writer.js';

/** Starts instances and executes commands. One command is one step in the caller's transaction. */
export class Processes implements Executor {
  private readonly writer: StepWriter;
  readonly waitListeners: WaitListener[] = [];
  private readonly localJobs = new LocalJobs();
  readonly messages: Messages;

  constructor(
    private readonly dataSource: DataSource,
    private readonly definitions: Definitions,
  ) {
    this.messages = new Messages(definitions, this);
    this.writer = new StepWriter(definitions);
  }

  /**
   * One transaction bound to a tenant. Conflicts are tried again, so `work` does nothing outside the database.
   * With an idempotency key the result must be JSON, as it is stored.
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>, options: TransactionOptions): Promise<T> {
    const { idempotencyKey } = options;
    return inTenant(this.dataSource, options, (tx) =>
      idempotencyKey === undefined ? work(tx) : once(tx, { ...options, idempotencyKey }, work),
    );
  }

  /** Listeners run inside the step's transaction, in the order of registration; when one throws, nothing happened. */
  onStep(listener: StepListener): void {
    this.writer.listeners.push(listener);
  }

  /** Told when a due timer begins to wait because a step listener has told of an obstacle. */
  onWait(listener: WaitListener): void {
    this.waitListeners.push(listener);
  }

  /** Jobs of this type are done inside the step's transaction; no worker sees them. */
  registerLocalJob(jobType: string, handler: LocalJobHandler): void {
    this.localJobs.register(jobType, handler);
  }

  /**
   * Starts an instance, if the request says nothing else on the tenant's current version. A step writes what concerns
   * others, so it sees the tenant as a whole, whoever sets it off.
   */
  start(tx: Transaction, request: StartRequest): Promise<ExecuteResult> {
    const attributes = stepOf(request.tenant, request.process, 'start');
    return traced('step', { attributes }, () => asWholeTenant(tx, () => this.startWithin(tx, request)));
  }

  private async startWithin(tx: Transaction, request: StartRequest): Promise<ExecuteResult> {
    const current = request.deploymentId
      ? { id: request.deploymentId, now: request.at ?? beginningOf(tx) }
      : await currentDeployment(tx, request.tenant);
    if (!current) return { problem: noDeployment(request.tenant), instanceId: null };
    const { definition } = await this.definitions.byId(current.id, tx);
    const { process, startEvent, definition: which, variables = {}, actor } = request;
    const where = {
      ...(startEvent ? { startEvent } : {}),
      ...(which === undefined ? {} : { definition: which }),
    };
    const command: Command = { type: 'start', process, variables, ...where };
    const at = request.at ?? current.now;
    const first = step(definition, null, command, { now: at.toISOString() });
    if (first.problem) return { problem: first.problem, instanceId: null };
    const head = {
      id: request.id ?? randomUUID(),
      tenantId: request.tenant,
      deploymentId: current.id,
      businessKey: request.businessKey ?? null,
    };
    const done = await this.localJobs.finish(tx, head, definition, first, at);
    const instance: ProcessInstance = {
      ...head,
      processId: process,
      state: done.state,
      status: done.state.status,
      revision: 1,
      eventCount: done.events.length,
      createdAt: at,
      updatedAt: at,
    };
    const taken = { instance, command, actor, at, done };
    return this.write(tx, await this.writer.prepare(tx, taken, currentTrace()));
  }

  /** Executes a command on an instance, which stays locked until the transaction ends. */
  execute(tx: Transaction, request: ExecuteRequest): Promise<ExecuteResult> {
    return asWholeTenant(tx, async () => {
      const locked = await lockInstance(tx, request.tenant, request.instanceId);
      if (!locked) return { problem: unknownInstance(request.instanceId), instanceId: null };
      return this.executeLocked(tx, locked.instance, request, request.at ?? locked.now);
    });
  }

  /** Like `execute`, for a caller that holds the instance's lock. */
  async executeLocked(
    tx: Transaction,
    instance: ProcessInstance,
    { command, actor, intervention }: Pick<ExecuteRequest, 'command' | 'actor' | 'intervention'>,
    at: Date,
  ): Promise<ExecuteResult> {
    const { definition } = await this.definitions.byId(instance.deploymentId, tx);
    const done = step(definition, instance.state, command, { now: at.toISOString() });
    if (done.problem) return { problem: done.problem, instanceId: instance.id };
    return this.advance(tx, { instance, command, actor, at, done, intervention });
  }

  /**
   * Executes commands of one tenant in their order, for a caller that holds the locks of the instances; the same
   * instance is given by the same object. When one of them throws, nothing of them may be committed.
   */
  executeAll(tx: Transaction, requests: LockedRequest[]): Promise<ExecuteResult[]> {
    return asWholeTenant(tx, () =>
      executeAll(tx, this.writer, requests, async ({ instance, command, actor, at }) => {
        const { definition } = await this.definitions.byId(instance.deploymentId, tx);
        const done = step(definition, instance.state, command, { now: at.toISOString() });
        if (done.problem) return { result: { problem: done.problem, instanceId: instance.id }, ready: null };
        const attributes = stepOf(instance.tenantId, instance.processId, command.type);
        const taken = { instance, command, actor, at, done };
        const ready = await traced('step', { attributes }, () => this.ready(tx, taken));
        return { result: resultOf(ready), ready };
      }),
    );
  }

  /** Writes a step taken on a locked instance, with the local jobs it opened. */
  advance(tx: Transaction, taken: Taken): Promise<ExecuteResult> {
    const { instance, command } = taken;
    const attributes = stepOf(instance.tenantId, instance.processId, command.type);
    const advance = async () => this.write(tx, await this.ready(tx, taken));
    return traced('step', { attributes }, () => asWholeTenant(tx, advance));
  }

  /** Does the local jobs of a step on a locked instance and brings the instance to where it is after the step. */
  private async ready(tx: Transaction, { done: first, ...taken }: Taken): Promise<Ready> {
    const { instance, at, intervention } = taken;
    const { definition } = await this.definitions.byId(instance.deploymentId, tx);
    const done = await this.localJobs.finish(tx, instance, definition, first, at);
    Object.assign(instance, {
      state: done.state,
      status: done.state.status,
      revision: instance.revision + 1,
      eventCount: instance.eventCount + done.events.length + (intervention ? 1 : 0),
      updatedAt: at,
    });
    return this.writer.prepare(tx, { ...taken, done }, currentTrace());
  }

  /**
   * Hands a message to the instances that wait for it (one per process, the longest waiting) and starts those that it
   * starts: at most one active instance per process and correlation key. With a ttl it is kept for all other
   * processes that will wait for it. An empty answer: nobody waited so far, or the message id is known. Who waits is
   * looked for in the tenant as a whole, whoever sends it.
   */
  correlate(tx: Transaction, request: CorrelateRequest): Promise<ExecuteResult[]> {
    return asWholeTenant(tx, () => this.messages.publish(tx, request));
  }

  /**
   * Tells a signal to every instance of the tenant that waits for it now, and starts what it starts. The signal worker
   * delivers each in a transaction of its own, once.
   */
  broadcast(tx: Transaction, request: BroadcastRequest): Promise<BroadcastResult> {
    return broadcast(tx, this.definitions, request);
  }

  /** Starts each process whose start condition holds for these variables, once; nothing looks at them by itself. */
  async startByCondition(
    tx: Transaction,
    { tenant, variables = {}, actor }: Pick<StartRequest, 'tenant' | 'variables' | 'actor'>,
  ): Promise<ExecuteResult[]> {
    const current = await this.definitions.current(tenant, tx);
    if (!current) return [];
    const now = beginningOf(tx).toISOString();
    const holding = startsBy(current.definition, 'condition').filter(({ condition }) =>
      startConditionHolds(condition, variables, now),
    );
    const results: ExecuteResult[] = [];
    for (const { process, startEvent, definition } of firstOfEach(holding))
      results.push(await this.start(tx, { tenant, process, startEvent, definition, variables, actor }));
    return results;
  }

  /** Where an instance stands and what it waits for. */
  async positions(tx: Transaction, instanceId: string): Promise<Position[]> {
    const { instance, definition } = await this.loaded(tx, instanceId);
    return explain(definition, instance.state);
  }

  /** The variables of an instance's root scope. */
  async variables(tx: Transaction, instanceId: string): Promise<Variables> {
    return rootVariables((await this.loaded(tx, instanceId)).instance.state);
  }

  private async loaded(
    tx: Transaction,
    instanceId: string,
  ): Promise<{ instance: ProcessInstance; definition: Definition }> {
    const instance = await loadInstance(tx, instanceId);
    const { definition } = await this.definitions.byId(instance.deploymentId, tx);
    return { instance, definition };
  }

  private async write(tx: Transaction, ready: Ready): Promise<ExecuteResult> {
    await this.writer.write(tx, [ready]);
    return resultOf(ready);
  }
}

function resultOf({ instance, done: { events, effects } }: Ready): ExecuteResult {
  return { problem: null, instanceId: instance.id, status: instance.status, events, effects };
}

const stepOf = (tenant: string, process: string, command: string): SpanAttributes => ({
  'zst.tenant': tenant,
  'zst.process': process,
  'zst.command': command,
});
