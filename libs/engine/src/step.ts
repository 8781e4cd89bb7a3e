import type { Definition } from './definition.js';
import type { InstanceState } from './state.js';
import type { Command, Effect, EngineEvent, Problem, Stamp } from './types.js';

/** What a command did; with a problem the state is the one that came in and nothing happened. */
export interface StepResult {
  state: InstanceState;
  events: EngineEvent[];
  effects: Effect[];
  problem: Problem | null;
}

export function step(
  _definition: Definition,
  _state: InstanceState | null,
  _command: Command,
  _stamp: Stamp,
): StepResult {
  throw new Error('step is being written');
}
