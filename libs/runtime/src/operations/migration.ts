import { migrate, type MigrationMapping, type MigrationResult, type Problem } from '@zusteuerung/engine';
import type { CompiledPackage, Definitions } from '../definitions/definitions.js';
import type { ProcessInstance } from '../entities/instance.js';
import type { Processes } from '../execution/processes.js';
import type { ExecuteResult, Transaction } from '../types.js';
import { lostForms, openForms, relocate, type OpenForms } from './migrated-rows.js';
import type { MigrateRequest, MigrationPlan } from './types.js';

/** What another mapping may mend. */
const mendable = new Set([
  'MIGRATION_ELEMENT_GONE',
  'MIGRATION_OTHER_KIND',
  'MIGRATION_OTHER_FLOWS',
  'MIGRATION_JOINS_MEET',
  'MIGRATION_COMPENSATION_GONE',
]);

/** Whether an instance can move to another version, by the engine's own plan. */
export function planOf(
  from: CompiledPackage,
  to: CompiledPackage,
  instance: ProcessInstance,
  mapping: MigrationMapping,
  { at, open }: { at: Date; open: OpenForms },
): MigrationPlan & { result: MigrationResult } {
  const result = migrate(from.definition, to.definition, instance.state, mapping, { now: at.toISOString() });
  const problems = result.problems.length > 0 ? result.problems : formProblems(to, result, open);
  if (problems.length === 0) return { movability: 'movable', problems, result };
  const all = problems.every(({ code }) => mendable.has(code));
  return { movability: all ? 'needsMapping' : 'blocked', problems, result };
}

/** Moves a locked instance to another version with all its rows. Tasks keep id, people and deadline; form and texts are those of the new version. */
export async function migrateLocked(
  tx: Transaction,
  { processes, definitions }: { processes: Processes; definitions: Definitions },
  instance: ProcessInstance,
  request: MigrateRequest,
  at: Date,
): Promise<ExecuteResult | { problem: Problem; instanceId: string; problems: Problem[] }> {
  const [from, to] = [
    await definitions.byId(instance.deploymentId, tx),
    await definitions.byId(request.deploymentId, tx),
  ];
  const refusal = refusalOf(from, to, request.tenant);
  const open = (await openForms(tx, [instance.id])).get(instance.id) ?? {};
  const { problems, result } = planOf(from, to, instance, request.mapping, { at, open });
  const [problem] = refusal ? [refusal] : problems;
  if (problem) return { problem, instanceId: instance.id, problems: refusal ? [refusal] : problems };
  Object.assign(instance, { deploymentId: to.deployment.id, processId: result.state.process });
  const { actor, reason } = request;
  const details = { from: from.deployment.version, to: to.deployment.version };
  const taken = await processes.advance(tx, {
    instance,
    command: { type: 'migrate' },
    actor,
    at,
    done: { ...result, problem: null },
    intervention: { kind: 'migrate', reason, details },
  });
  await relocate(tx, to, instance);
  return taken;
}

function refusalOf(from: CompiledPackage, to: CompiledPackage, tenant: string): Problem | null {
  if (to.deployment.tenantId !== tenant)
    return {
      code: 'MIGRATION_UNKNOWN_VERSION',
      message: { de: 'Diese Version gibt es hier nicht.', en: 'There is no such version here.' },
    };
  if (from.deployment.id !== to.deployment.id) return null;
  return {
    code: 'MIGRATION_SAME_VERSION',
    message: { de: 'Der Vorgang läuft schon auf dieser Version.', en: 'It runs on this version already.' },
  };
}

function formProblems(to: CompiledPackage, { state }: MigrationResult, open: OpenForms): Problem[] {
  return lostForms(to, state, open).map(({ element, form }) => ({
    code: 'MIGRATION_FORM_GONE',
    elementId: element,
    message: {
      de: `Das Formular „${form}“ der Aufgabe „${element}“ gibt es in der neuen Fassung nicht.`,
      en: `The new version has no form "${form}" for the task "${element}".`,
    },
  }));
}
