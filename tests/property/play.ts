import { readBpmn } from '@zusteuerung/bpmn';
import { compile, step } from '@zusteuerung/engine';
import type { Command, Definition, EngineEvent, InstanceState, StepResult } from '@zusteuerung/engine';

export const stamp = { now: '2026-03-02T09:00:00+01:00' };

export async function definitionOf(xml: string): Promise<Definition> {
  const { model, findings } = await readBpmn(xml);
  if (!model) throw new Error(JSON.stringify(findings));
  const compiled = compile({ models: [model], decisions: [] });
  if (!compiled.definition) throw new Error(JSON.stringify(compiled.findings));
  return compiled.definition;
}

export function begin(definition: Definition): StepResult {
  const variables = { w: 0, nochmal: false, liste: ['a', 'b'] };
  return step(definition, null, { type: 'start', process: 'P', variables }, stamp);
}

/** The command that fires the wait state a choice picks; null: nothing waits. Loops end after the first 30 choices. */
export function choose(state: InstanceState, choice: number, round: number): Command | null {
  const waits = Object.values(state.waits).filter((each) => each.kind !== 'condition');
  const wait = waits[choice % waits.length];
  if (!wait) return null;
  const variables = { w: choice % 3, nochmal: round < 30 && choice % 5 === 0 };
  if (wait.kind === 'signal') return { type: 'signal', name: wait.signal ?? '', variables };
  if (wait.kind === 'timer') return { type: 'timer', key: wait.key };
  return { type: wait.kind === 'message' ? 'message' : 'complete', key: wait.key, variables };
}

/** Plays an instance to its end with the given choices (repeated as needed), showing each step to a visitor. */
export function play(
  definition: Definition,
  choices: number[],
  visit: (before: InstanceState, command: Command, after: StepResult) => InstanceState = (
    _b,
    _c,
    { state },
  ) => state,
): { state: InstanceState; events: EngineEvent[] } {
  const started = begin(definition);
  const events = [...started.events];
  let { state } = started;
  for (let round = 0; round < 2_000; round += 1) {
    const command = choose(state, choices[round % choices.length] ?? 0, round);
    if (!command) return { state, events };
    const after = step(definition, state, command, stamp);
    events.push(...after.events);
    state = visit(state, command, after);
  }
  throw new Error('the instance does not come to an end');
}

export function deepFreeze<T>(value: T): T {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
