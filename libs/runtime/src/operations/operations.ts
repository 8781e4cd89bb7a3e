import { type MigrationMapping, type Problem, type Variables } from '@zusteuerung/engine';
import { asWholeTenant, wholeTenant } from '../database/scope.js';
import type { Definitions } from '../definitions/definitions.js';
import type { ProcessInstance } from '../entities/instance.js';
import { loadInstance, lockInstance } from '../execution/instance-rows.js';
import { movedOn, unknownInstance } from '../execution/problems.js';
import type { Processes } from '../execution/processes.js';
import type { ExecuteResult, Json, Transaction } from '../types.js';
import { Batches } from './batches.js';
import { openForms } from './migrated-rows.js';
import { migrateLocked, planOf } from './migration.js';
import { kindOf, type InterveneRequest, type MigrateRequest, type MigrationPlan } from './types.js';

/** What people do with instances that stand still or are to go another way; each with a reason in the history. */
export class Operations {
  readonly batches = new Batches();

  constructor(
    private readonly processes: Processes,
    private readonly definitions: Definitions,
  ) {}

  /** Executes an operator's command; with a revision only if the instance has not moved on since. */
  intervene(tx: Transaction, request: InterveneRequest): Promise<ExecuteResult> {
    return asWholeTenant(tx, () => this.interveneWithin(tx, request));
  }

  private async interveneWithin(tx: Transaction, request: InterveneRequest): Promise<ExecuteResult> {
    const { tenant, instanceId, command, actor, reason, revision } = request;
    const locked = await lockInstance(tx, tenant, instanceId);
    if (!locked) return { problem: unknownInstance(instanceId), instanceId: null };
    const { instance, now } = locked;
    if (revision !== undefined && revision !== instance.revision)
      return { problem: movedOn(instanceId), instanceId };
    const details = detailsOf(command, instance);
    const intervention = { kind: kindOf[command.type], reason, details };
    return this.processes.executeLocked(tx, instance, { command, actor, intervention }, now);
  }

  /** What the command would do with all that follows at once: done for real in a transaction that is taken back. */
  async rehearse(request: InterveneRequest): Promise<ExecuteResult> {
    const rehearsal: { result: ExecuteResult | null } = { result: null };
    try {
      await this.processes.transaction(async (tx) => {
        rehearsal.result = await this.intervene(tx, request);
        throw rehearsal;
      }, wholeTenant(request.tenant));
    } catch (error) {
      if (error !== rehearsal) throw error;
    }
    return rehearsal.result as ExecuteResult;
  }

  /** Moves one instance to another version, or says with all reasons why it stays. */
  async migrate(tx: Transaction, request: MigrateRequest): Promise<ExecuteResult & { problems?: Problem[] }> {
    const { tenant, instanceId } = request;
    const locked = await lockInstance(tx, tenant, instanceId);
    if (!locked) return { problem: unknownInstance(instanceId), instanceId: null };
    const own = { processes: this.processes, definitions: this.definitions };
    return migrateLocked(tx, own, locked.instance, request, request.at ?? locked.now);
  }

  /** For each instance, in the given order, whether it could move to a version; nothing is written or locked. */
  async planMigration(
    tx: Transaction,
    instances: ProcessInstance[],
    deploymentId: string,
    mapping: MigrationMapping,
    at: Date,
  ): Promise<MigrationPlan[]> {
    const to = await this.definitions.byId(deploymentId, tx);
    const forms = await openForms(
      tx,
      instances.map(({ id }) => id),
    );
    const plans: MigrationPlan[] = [];
    for (const instance of instances) {
      const from = await this.definitions.byId(instance.deploymentId, tx);
      const open = forms.get(instance.id) ?? {};
      const { movability, problems } = planOf(from, to, instance, mapping, { at, open });
      plans.push({ movability, problems });
    }
    return plans;
  }

  /** The instance with the version it runs on. */
  async inspect(tx: Transaction, instanceId: string) {
    const instance = await loadInstance(tx, instanceId);
    return { instance, compiled: await this.definitions.byId(instance.deploymentId, tx) };
  }
}

/** What was there before, so that it can be undone, and what the command itself does not leave in the history. */
function detailsOf(command: InterveneRequest['command'], { state }: ProcessInstance): Record<string, Json> {
  if (command.type === 'retry') {
    const { incident } =
      Object.values(state.tokens).find((token) => token.incident?.key === command.key) ?? {};
    return incident ? { element: incident.element, code: incident.code } : {};
  }
  if (command.type !== 'updateVariables') return {};
  const holder =
    command.key === undefined
      ? Object.values(state.scopes).find(({ host }) => host === null)
      : state.tokens[command.key];
  const known: Variables = holder?.variables ?? {};
  const before = Object.keys(command.variables).map((name) => [name, known[name] ?? null] as const);
  return { before: Object.fromEntries(before) };
}
