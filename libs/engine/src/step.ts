import { noneStart } from './compile/starts.js';
import { applyCommand } from './commands.js';
import type { Definition, NodeDefinition, ProcessDefinition } from './definition.js';
import { problems } from './problems.js';
import { drain } from './run/activity.js';
import { startRun } from './run/run.js';
import type { Run } from './run/run.js';
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
  const run = startRun(definition, state ?? empty, stamp.now, options.budget ?? 10_000);
  const problem = apply(run, state, command);
  if (problem) return { state: state ?? empty, events: [], effects: [], problem };
  drain(run);
  run.state.status = statusOf(run.state);
  return { state: run.state, events: run.events, effects: run.effects, problem: null };
}

function apply(run: Run, state: InstanceState | null, command: Command): Problem | null {
  if (command.type === 'start') return state ? problems.alreadyStarted() : start(run, command);
  return state ? applyCommand(run, command) : problems.notStarted();
}

function start(run: Run, command: Start): Problem | null {
  const process = run.definition.processes.get(command.process);
  if (!process) return problems.unknownProcess(command.process);
  const event = startEventOf(process, command);
  if (!event) return problems.noStartEvent(process.id, command.startEvent);
  const variables = { ...command.variables };
  const scope = openScope(run, process.id, process.root, null, variables);
  run.events.push({
    type: 'instanceStarted',
    elementId: process.id,
    key: scope.key,
    ...(Object.keys(process.properties).length > 0 ? { properties: process.properties } : {}),
    data: { variables },
  });
  startScope(run, scope, event.id);
  return null;
}

function startEventOf({ root }: ProcessDefinition, { startEvent }: Start): NodeDefinition | undefined {
  if (startEvent !== undefined) return root.starts.find((start) => start.id === startEvent);
  return noneStart(root) ?? (root.starts.length === 1 ? root.starts[0] : undefined);
}

function emptyState(process: string): InstanceState {
  return { process, status: 'active', next: 1, scopes: {}, tokens: {}, waits: {} };
}

function statusOf(state: InstanceState): InstanceStatus {
  if (state.status === 'completed' || state.status === 'terminated') return state.status;
  return Object.values(state.tokens).some((token) => token.incident) ? 'incident' : 'active';
}
