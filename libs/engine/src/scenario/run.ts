import { build } from '../compile/compile.js';
import type { Definition } from '../definition.js';
import type { StepOptions } from '../step.js';
import { parseInstant } from '../time/instant.js';
import { decideBy } from './choices.js';
import { checkExpectation } from './expect.js';
import { Host } from './host.js';
import type { Recorded } from './host.js';
import { runStep } from './steps.js';
import type {
  Failure,
  Scenario,
  ScenarioModels,
  ScenarioResult,
  ScenarioStart,
  TraceEntry,
} from './format.js';

const firstReading = '2026-01-01T00:00:00Z';

/** Runs a scenario in memory on a virtual clock; models need not be sound, only executable. */
export function runScenario(
  scenario: Scenario,
  models: ScenarioModels,
  options: StepOptions = {},
): ScenarioResult {
  const { definition, findings } = build(models);
  if (!definition) {
    const failures = findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    return { name: scenario.name, passed: false, failures, trace: [] };
  }
  const { failures, host } = playScenario(scenario, definition, options);
  const trace = host.recorded.flatMap(toTrace);
  return { name: scenario.name, passed: failures.length === 0, failures, trace };
}

/** Plays a scenario on models that are already compiled. */
export function playScenario(
  scenario: Scenario,
  definition: Definition,
  options: StepOptions = {},
): { failures: Failure[]; host: Host } {
  const starts = Array.isArray(scenario.start) ? scenario.start : [scenario.start];
  const { services = {}, choices } = scenario;
  const oracle = choices ? { oracle: decideBy(choices, definition) } : {};
  const host = new Host(definition, services, starts[0]?.at ?? firstReading, { ...options, ...oracle });
  for (const start of starts) {
    const failure = begin(host, start);
    if (failure) return { failures: [failure], host };
  }
  for (const [index, step] of (scenario.steps ?? []).entries()) {
    const found = host.restless ? [] : runStep(host, step);
    if (found.length > 0) return { failures: found.map((failure) => atStep(index, failure)), host };
  }
  const failures = host.restless ? [noRest] : checkExpectation(host, scenario.expect ?? {});
  return { failures, host };
}

const noRest: Failure = {
  de: 'Die Vorgänge kommen nicht zur Ruhe: sie rufen einander immer wieder.',
  en: 'The instances do not come to rest: they keep on calling one another.',
};

function begin(host: Host, start: ScenarioStart): Failure | null {
  if (start.at !== undefined) {
    if (!parseInstant(start.at))
      return { de: `„${start.at}“ ist kein Zeitpunkt.`, en: `"${start.at}" is not an instant.` };
    host.advance(start.at);
  }
  if (start.process !== undefined)
    return host.start(start.process, start.variables ?? {}, start)?.message ?? null;
  if (start.message === undefined && start.signal === undefined && start.at !== undefined) {
    host.awaitStarts();
    return null;
  }
  const before = host.instances.length;
  if (start.message !== undefined) {
    const key = start.correlationKey === undefined ? null : String(start.correlationKey);
    host.publish(start.message, key, start.variables ?? {}, null);
  } else if (start.signal !== undefined) host.broadcast(start.signal, start.variables ?? {});
  if (host.instances.length > before) return null;
  const what = start.message ?? start.signal ?? '';
  return { de: `„${what}“ startet keinen Prozess.`, en: `"${what}" starts no process.` };
}

function atStep(index: number, failure: Failure): Failure {
  return { de: `Schritt ${index + 1}: ${failure.de}`, en: `Step ${index + 1}: ${failure.en}` };
}

const traced: Partial<Record<Recorded['type'], TraceEntry['type']>> = {
  elementActivated: 'activated',
  elementCompleted: 'completed',
  elementTerminated: 'terminated',
  variablesChanged: 'variables',
  incidentRaised: 'incident',
  flowTaken: 'flow',
  decisionEvaluated: 'decision',
  errorThrown: 'error',
  escalationThrown: 'escalation',
  signalThrown: 'signal',
  messageThrown: 'message',
  compensationThrown: 'compensation',
};

function toTrace({ type, instance, at, elementId, data }: Recorded): TraceEntry[] {
  const kind = traced[type];
  if (!kind) return [];
  return [{ instance, at, type: kind, elementId, ...(data === undefined ? {} : { data }) }];
}
