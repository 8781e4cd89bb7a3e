import { metAt } from '../work/parking.js';
import type { Definitions } from '../definitions/definitions.js';
import type { CorrelateRequest, ExecuteResult, Executor, Transaction } from '../types.js';
import {
  activeInstance,
  insertMessage,
  lockAddress,
  note,
  noteStart,
  processesThatHad,
  removeSubscription,
  tryLockAddress,
  waitingInstances,
  waitingMessages,
  type Address,
  type MessageRow,
} from './message-rows.js';
import { invalidTimeToLive } from './problems.js';
import { expiry } from './sending.js';
import { firstOfEach, startsBy } from './start-events.js';

/** older messages that one publisher hands over before its own */
const mostBefore = 100;

/**
 * Hands messages over: in each process to the longest waiting subscription, else to its message start event, at most
 * once per process, the oldest message first.
 */
export class Messages {
  constructor(
    private readonly definitions: Definitions,
    private readonly executor: Executor,
  ) {}

  /** See `Processes.correlate`. */
  async publish(tx: Transaction, request: CorrelateRequest): Promise<ExecuteResult[]> {
    const { tenant, message: name, correlationKey, variables = {}, actor, ttl, messageId } = request;
    const address = { tenant, name, correlationKey };
    const now = await lockAddress(tx, address);
    const at = request.at ?? now;
    const expiresAt = ttl === undefined ? at : expiry(at, ttl);
    if (!expiresAt) return [{ problem: invalidTimeToLive(ttl ?? ''), instanceId: null }];
    const own = { ...address, id: null, variables, actor, fresh: false };
    const isKept = ttl !== undefined || messageId !== undefined;
    const id = isKept ? await insertMessage(tx, own, messageId ?? null, at, expiresAt) : null;
    if (isKept && id === null) return [];
    for (const older of await waitingMessages(tx, address, id, mostBefore)) await this.handOver(tx, older);
    return this.handOver(tx, { ...own, id }, request.at);
  }

  /** The message of an address that is next, unless another transaction works on that address. */
  async takeNext(tx: Transaction, address: Address): Promise<MessageRow | null> {
    if (!(await tryLockAddress(tx, address))) return null;
    return (await waitingMessages(tx, address, null, 1))[0] ?? null;
  }

  /** Gives a message to all who may have it; the caller has the lock of its address. */
  async handOver(tx: Transaction, message: MessageRow, at?: Date): Promise<ExecuteResult[]> {
    const results = new Map<string, ExecuteResult>();
    const had = new Set(message.id === null ? [] : await processesThatHad(tx, message.id));
    await this.tellWaiting(tx, message, { had, results, at });
    const blocked = await this.startNew(tx, message, { had, results, at });
    if (message.id !== null) await note(tx, message.id, results, blocked);
    return [...results.values()];
  }

  private async tellWaiting(
    tx: Transaction,
    message: MessageRow,
    { had, results, at }: Round,
  ): Promise<void> {
    const { tenant, variables, actor } = message;
    for (const { instanceId, key, process } of await waitingInstances(tx, message)) {
      if (had.has(process) || results.has(process)) continue;
      const command = { type: 'message', key, variables } as const;
      const request = { tenant, instanceId, command, actor, ...(at ? { at } : {}) };
      const result = await this.executor.execute(tx, request).catch((error: unknown) => {
        throw metAt(error, { instanceId, key });
      });
      if (!result.problem) results.set(process, result);
      // The wait state closed since we looked; the engine's state is right, a row that is still there is not.
      else if (result.problem.code === 'WAIT_STATE_GONE') await removeSubscription(tx, instanceId, key);
    }
  }

  /** Starts what the message starts; gives the processes where an active instance of its key is in the way. */
  private async startNew(
    tx: Transaction,
    message: MessageRow,
    { had, results, at }: Round,
  ): Promise<Map<string, string>> {
    const { tenant, name, correlationKey, variables, actor } = message;
    const blocked = new Map<string, string>();
    const current = await this.definitions.current(tenant, tx);
    const starts = current ? startsBy(current.definition, 'message') : [];
    for (const start of firstOfEach(starts.filter((each) => each.message === name))) {
      const { process, startEvent, definition } = start;
      if (had.has(process) || results.has(process)) continue;
      const active = await activeInstance(tx, tenant, process, correlationKey);
      if (active !== null) {
        blocked.set(process, active);
        continue;
      }
      const result = await this.executor.start(tx, {
        ...{ tenant, process, startEvent, definition, variables, actor },
        ...(at ? { at } : {}),
      });
      results.set(process, result);
      if (!result.problem) await noteStart(tx, tenant, process, correlationKey, result.instanceId);
    }
    return blocked;
  }
}

interface Round {
  had: Set<string>;
  /** by process */
  results: Map<string, ExecuteResult>;
  at: Date | undefined;
}
