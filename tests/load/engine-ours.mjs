// Our engine in the benchmark: every command is a step, the outside world answers at once.
import { readBpmn } from '@zusteuerung/bpmn';
import { compile, step } from '@zusteuerung/engine';

const stamp = { now: '2026-03-02T09:00:00+01:00' };

export async function definitionOf(xml) {
  const { model, findings } = await readBpmn(xml);
  if (!model) throw new Error(JSON.stringify(findings));
  const compiled = compile({ models: [model], decisions: [] });
  if (!compiled.definition) throw new Error(compiled.findings.map(({ code }) => code).join(', '));
  return compiled.definition;
}

export const start = (definition, variables) =>
  step(definition, null, { type: 'start', process: 'P', ...(variables ? { variables } : {}) }, stamp);

/** One instance from start to end with all jobs answered; returns how many there were. */
export function runThrough(definition, variables) {
  let { state, effects } = start(definition, variables);
  const open = effects.filter(({ type }) => type === 'openJob');
  for (let next = 0; next < open.length; next++) {
    ({ state, effects } = step(definition, state, { type: 'complete', key: open[next].key }, stamp));
    for (const effect of effects) if (effect.type === 'openJob') open.push(effect);
  }
  if (state.status !== 'completed') throw new Error(`ours: ${JSON.stringify(state)}`);
  return open.length;
}

/** A user task whose instance is written as JSON and read again before it is completed. */
export function persistAndRestore(definition) {
  const { state, effects } = start(definition);
  const task = effects.find(({ type }) => type === 'openUserTask');
  const restored = JSON.parse(JSON.stringify(state));
  const done = step(definition, restored, { type: 'complete', key: task.key }, stamp).state;
  if (done.status !== 'completed') throw new Error(`ours: ${JSON.stringify(done)}`);
  return 1;
}
