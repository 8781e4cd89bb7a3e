import {
  Operations,
  wholeTenant,
  type InterveneRequest,
  type PackageFile,
  type Transaction,
  type Variables,
} from '@zusteuerung/runtime';
import type { World } from '../runtime/world.js';

export const gruppe = 'caritas:case_management';

/** Shorthands for one tenant. */
export class Play {
  readonly operations: Operations;

  constructor(
    readonly world: World,
    readonly tenant: string,
  ) {
    this.operations = new Operations(world.processes, world.definitions);
  }

  /** As a request with an idempotency key. */
  once = <T>(work: (tx: Transaction) => Promise<T>, idempotencyKey = 'key'): Promise<T> =>
    this.world.processes.transaction(work, { ...wholeTenant(this.tenant), idempotencyKey });

  start = (process: string, variables: Variables = {}) =>
    this.once(
      (tx) => this.world.processes.start(tx, { tenant: this.tenant, process, variables, actor: 'anna' }),
      `start ${process}`,
    );

  deploy = (files: PackageFile[], comment: string) =>
    this.once(
      (tx) => this.world.definitions.deploy(tx, { tenant: this.tenant, files, comment, actor: 'anna' }),
      comment,
    );

  one = async <T>(what: string, from: string): Promise<T> => {
    const [row] = await this.world.query<{ it: T }>(
      `SELECT ${what} AS it FROM ${from} WHERE tenant_id = $1 ORDER BY 1 LIMIT 1`,
      [this.tenant],
    );
    if (!row) throw new Error(`${this.tenant}: no ${from}`);
    return row.it;
  };

  /** What a person does with the tenant's only task. */
  async task(act: 'claim' | 'release' | 'complete') {
    const { tasks } = this.world;
    const taskId = await this.one<string>('id', 'user_task');
    const request = {
      tenant: this.tenant,
      taskId,
      groups: [gruppe],
      actor: 'anna',
      variables: { gut: true },
    };
    return this.once(async (tx) => (await tasks[act](tx, request)).outcome, act);
  }

  async intervene(command: InterveneRequest['command']) {
    const instanceId = await this.one<string>('id', 'process_instance');
    const request = { tenant: this.tenant, instanceId, command, actor: 'kora' };
    return this.once(
      async (tx) => (await this.operations.intervene(tx, { ...request, reason: 'Anruf' })).problem,
    );
  }

  publish = (message: string, correlationKey: string | null, ttl = 'PT1H') => {
    const request = { tenant: this.tenant, message, correlationKey, actor: 'anna', ttl, messageId: 'm1' };
    return this.once(async (tx) => (await this.world.processes.correlate(tx, request)).length, message);
  };

  broadcast = (signal: string) =>
    this.once(
      (tx) => this.world.processes.broadcast(tx, { tenant: this.tenant, signal, actor: 'anna' }),
      signal,
    );

  /** A worker works until nothing is left to do; what it puts off for a while is due at once. */
  drain = async (worker: { runOnce(): Promise<number> }): Promise<void> => {
    while ((await worker.runOnce()) > 0 || (await this.bringForward()) > 0);
  };

  private async bringForward(): Promise<number> {
    let count = 0;
    for (const queue of ['message', 'timer', 'signal_delivery', 'batch_item'])
      count += (
        await this.world.query(
          `UPDATE ${queue} SET available_at = now() WHERE tenant_id = $1 AND available_at > now() AND attempts > 0
           RETURNING 1`,
          [this.tenant],
        )
      ).length;
    return count;
  }
}
