import type { Definition } from '../definition.js';
import { explain } from '../explain.js';
import { findNode } from '../scenario/choices.js';
import { happened, tokensAt } from '../scenario/expect.js';
import type { Expectation, Scenario, ScenarioStep } from '../scenario/format.js';
import type { Host } from '../scenario/host.js';
import { playScenario } from '../scenario/run.js';
import type { EngineEvent } from '../types.js';
import { unhandled } from './explore.js';
import type { Beginning, Choice, OutsideEvent } from './situation.js';
import type { Defect } from './verdict.js';

/**
 * A defect as a scenario to run: data is left open, and what depends on it is chosen as it has to be for the defect to
 * show. What it expects is what really comes of it. `models` is for whoever knows the files.
 */
export function counterExample(definition: Definition, defect: Defect, beginning: Beginning): Scenario {
  const { code, element, path, round = [] } = defect;
  const choices: NonNullable<Scenario['choices']> = {};
  for (const choice of [...path, ...round].flatMap((link) => link.choices))
    (choices[choice.element] ??= []).push(answer(definition, choice));
  const scenario: Scenario = {
    name: `${code} ${element}`,
    models: [],
    start: beginning,
    choices,
    steps: path.flatMap(({ event }) => (event ? [stepOf(event)] : [])),
  };
  return { ...scenario, expect: evidence(definition, scenario, defect) };
}

function answer(definition: Definition, { element, index, count }: Choice): string | number | boolean {
  const node = findNode(definition, element);
  if (!node) return index === 0;
  const { outgoing, behaviour } = node;
  return behaviour.leaving === 'choose' && outgoing.length === count ? (outgoing[index]?.id ?? index) : index;
}

function stepOf(event: OutsideEvent): ScenarioStep {
  const { element } = event;
  const nth = event.nth > 0 ? { nth: event.nth } : {};
  switch (event.type) {
    case 'error':
      return { error: event.code, at: element, ...nth };
    case 'escalation':
      return { escalation: event.code, at: element, ...nth };
    case 'signal':
      return { fire: element, ...nth };
    case 'fire':
      return event.isTask && event.nth === 0 ? { complete: element } : { fire: element, ...nth };
  }
}

/** The incident of a command that does not come to rest. */
const stepBudget = 'STEP_BUDGET';

/** How the defect shows when the scenario is played. */
function evidence(definition: Definition, scenario: Scenario, { code, element, flow }: Defect): Expectation {
  if (code === 'ENDLESS_CYCLE') return { incident: { code: stepBudget } };
  if (code === 'UNCAUGHT_ERROR') return { incident: { at: element, code: unhandled } };
  const { host } = playScenario(scenario, definition);
  if (code === 'LOST_SYNCHRONISATION' && flow !== undefined) return { taken: count(host, 'flowTaken', flow) };
  if (code === 'LOST_SYNCHRONISATION') return { begun: count(host, 'elementActivated', element) };
  const [state] = host.instances;
  const waiting = state ? explain(definition, state) : [];
  const outside = waiting.filter(({ waitingFor }) => !['join', 'children', 'incident'].includes(waitingFor));
  const waitingAt = [...new Set(outside.map(({ elementId }) => elementId))].sort();
  const tokens = code === 'NEVER_COMPLETES' ? {} : { tokens: { [element]: tokensAt(host, element) } };
  return { state: 'active', waitingAt, ...tokens };
}

function count(host: Host, type: EngineEvent['type'], element: string): Record<string, number> {
  return { [element]: happened(host, type, element) };
}
