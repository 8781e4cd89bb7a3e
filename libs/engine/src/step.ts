import { applyCommand } from './commands.js';
import type { Definition, NodeDefinition, ProcessDefinition } from './definition.js';
import { problems } from './problems.js';
import { drain } from './run/activity.js';
import { startRun, stateOf } from './run/run.js';
import type { Oracle, Run } from './run/run.js';
import { openScope, startScope } from './run/scopes.js';
import type { InstanceState } from './state.js';
import type { Command, Effect, EngineEvent, InstanceStatus, Problem, Stamp } from './types.js';

/** What a command did; with a problem the state is the one that came in and nothing happened. */
export interface StepResult {
  state: InstanceState;
  events: EngineEvent[];
  effects: Effect[];
  problem: Problem | null;
}

export interface StepOptions {
  /** activations in one command before it counts as an endless loop; default 10,000 */
  budget?: number;
  /** answers what depends on data; for the exploration of the state space only */
  oracle?: Oracle;
}

type Start = Extract<Command, { type: 'start' }>;

/**
 * Applies one command: pure and deterministic, the incoming state stays as it is. `state` is null exactly for `start`.
 * What the model does wrong becomes an incident in the state, what the caller does wrong a problem.
 */
export function step(
  definition: Definition,
  state: InstanceState | null,
  command: Command,
  stamp: Stamp,
  options: StepOptions = {},
): StepResult {
  const empty = emptyState(command.type === 'start' ? command.process : '');
  const run = startRun(
    definition,
    state ?? empty,
    stamp.now,
    options.budget ?? 10_000,
    options.oracle ?? null,
  );
  const problem = apply(run, state, command);
  if (problem) return { state: state ?? empty, events: [], effects: [], problem };
  drain(run);
  const after = stateOf(run);
  after.status = statusOf(after);
  return { state: after, events: run.events, effects: run.effects, problem: null };
}

/** Does what a command asks for, but not yet what follows from it. */
export function apply(run: Run, state: InstanceState | null, command: Command): Problem | null {
  if (command.type === 'start') return state ? problems.alreadyStarted() : start(run, command);
  return state ? applyCommand(run, command) : problems.notStarted();
}

function start(run: Run, command: Start): Problem | null {
  const process = run.definition.processes.get(command.process);
  if (!process) return problems.unknownProcess(command.process);
  const entries = entriesFor(process, command);
  if (entries.length === 0) return problems.noStartEvent(process.id, command.startEvent);
  const variables = { ...command.variables };
  const scope = openScope(run, process.id, process.root, null, variables);
  run.events.push({
    type: 'instanceStarted',
    elementId: process.id,
    key: scope.key,
    ...(Object.keys(process.properties).length > 0 ? { properties: process.properties } : {}),
    data: { variables },
  });
  const [first] = entries;
  const token = startScope(run, scope, entries);
  if (first?.source.type !== 'startEvent' && command.startEvent !== undefined) token.fired = true;
  if (command.definition !== undefined) token.startedBy = command.definition;
  return null;
}

/** Where the instance begins. Behind a gateway that needs all its events, the others are waited for from the beginning. */
function entriesFor({ root }: ProcessDefinition, { startEvent }: Start): NodeDefinition[] {
  if (startEvent === undefined) return root.entries;
  const chosen = [...root.starts, ...root.instantiating].find((node) => node.id === startEvent);
  if (!chosen) return [];
  const gateway = [...root.nodes.values()].find(
    ({ source, outgoing }) =>
      source.instantiate && source.allEvents && outgoing.some((flow) => flow.source.target === startEvent),
  );
  if (!gateway) return [chosen];
  const all = gateway.outgoing.flatMap((flow) => root.nodes.get(flow.source.target) ?? []);
  return [chosen, ...all.filter((node) => node !== chosen)];
}

/** An instance before it has started. */
export function emptyState(process: string): InstanceState {
  return { process, status: 'active', next: 1, scopes: {}, tokens: {}, waits: {} };
}

/** What the status of an instance is after a step. */
export function statusOf(state: InstanceState): InstanceStatus {
  if (state.status === 'completed' || state.status === 'terminated') return state.status;
  return Object.values(state.tokens).some((token) => token.incident) ? 'incident' : 'active';
}
