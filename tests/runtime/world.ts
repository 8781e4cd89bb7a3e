import { randomUUID } from 'node:crypto';
import {
  Definitions,
  inTenant,
  Processes,
  Tasks,
  wholeTenant,
  type CorrelateRequest,
  type ExecuteResult,
  type PackageFile,
  type StepNotice,
  type Transaction,
  type Variables,
} from '@zusteuerung/runtime';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { allProcesses } from './models.js';

/** A runtime on a database of its own, with one tenant and the test processes deployed. */
export class World {
  readonly tenant = 'rheine';
  readonly definitions: Definitions;
  readonly processes: Processes;
  readonly tasks: Tasks;

  private constructor(readonly database: TestDatabase) {
    this.definitions = new Definitions(database.dataSource);
    this.processes = new Processes(database.dataSource, this.definitions);
    this.tasks = new Tasks(database.dataSource, this.processes);
  }

  static async open(files: PackageFile[] = [allProcesses]): Promise<World> {
    const world = new World(await openTestDatabase());
    await world.query(`INSERT INTO tenant (id, name) VALUES ('rheine', 'Rheine')`);
    const deployed = await world.deploy(files);
    if (deployed.outcome === 'refused') throw new Error(JSON.stringify(deployed.findings));
    return world;
  }

  async deploy(files: PackageFile[], basedOn?: number) {
    return this.processes.transaction(
      (tx) =>
        this.definitions.deploy(tx, {
          tenant: this.tenant,
          files,
          comment: 'Test',
          actor: 'system',
          ...(basedOn === undefined ? {} : { basedOn }),
        }),
      wholeTenant(this.tenant),
    );
  }

  /** Forgets all instances and versions, then deploys a first one. */
  async clear(files: PackageFile[]): Promise<void> {
    await this.query(
      'TRUNCATE process_instance, instance_event, deployment, message, signal_delivery, batch CASCADE',
    );
    await this.deploy(files);
  }

  /** Keeps an instance from taking steps of a kind, for an obstacle that stands until it is taken away. */
  block(
    instanceId: string,
    type: StepNotice['command']['type'],
  ): { tries: number; here: boolean; told: string[] } {
    const state = { tries: 0, here: true, told: [] as string[] };
    const obstacle = { name: 'erlaubnis', stands: async () => state.here };
    this.processes.onStep(async (_tx, { instance, command }) => {
      if (instance.id !== instanceId || command.type !== type || !state.here) return;
      state.tries++;
      throw Object.assign(new Error('not allowed'), { obstacle });
    });
    this.processes.onWait(async (_tx, notice) => {
      if (notice.instance.id === instanceId) state.told.push(`${notice.elementId} ${notice.obstacle}`);
    });
    return state;
  }

  /** Starts an instance in a transaction of its own; a problem is an error of the test. */
  async start(process: string, variables: Variables = {}): Promise<ExecuteResult & { problem: null }> {
    const result = await this.processes.transaction(
      (tx) => this.processes.start(tx, { tenant: this.tenant, process, variables, actor: 'test' }),
      wholeTenant(this.tenant),
    );
    if (result.problem) throw new Error(JSON.stringify(result.problem));
    return result;
  }

  /** Publishes a message in a transaction of its own. */
  async publish(
    message: string,
    correlationKey: string | null,
    more: Partial<CorrelateRequest> = {},
  ): Promise<ExecuteResult[]> {
    const request = { tenant: this.tenant, message, correlationKey, actor: 'test', ...more };
    return this.processes.transaction(
      (tx) => this.processes.correlate(tx, request),
      wholeTenant(this.tenant),
    );
  }

  /** The variables of an instance. */
  async variables(instanceId: string): Promise<Variables> {
    return this.inTenant((tx) => this.processes.variables(tx, instanceId));
  }

  /** One transaction that sees the whole tenant. */
  inTenant<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.inTenantOf(this.tenant, work);
  }

  inTenantOf<T>(tenant: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return inTenant(this.database.dataSource, wholeTenant(tenant), work);
  }

  async status(instanceId: string): Promise<string | undefined> {
    const [row] = await this.query<{ status: string }>('SELECT status FROM process_instance WHERE id = $1', [
      instanceId,
    ]);
    return row?.status;
  }

  async complete(taskId: string, actor: string, groups: string[] | null = null, variables: Variables = {}) {
    return this.processes.transaction(
      (tx) => this.tasks.complete(tx, { tenant: this.tenant, taskId, groups, actor, variables }),
      wholeTenant(this.tenant),
    );
  }

  /** SQL past the policies. */
  async query<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.database.query<T>(sql, parameters);
  }

  async count(table: string, where = 'true', parameters: unknown[] = []): Promise<number> {
    const [row] = await this.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`,
      parameters,
    );
    return row?.n ?? 0;
  }

  async close(): Promise<void> {
    await this.database.stop();
  }
}

/** Waits until something is so; the error says what was waited for. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  patienceMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${patienceMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const someId = () => randomUUID();
