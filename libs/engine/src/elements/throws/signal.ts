import type { FlowNode, SignalDefinition } from '@zusteuerung/bpmn';
import type { CompileContext } from '../../compile/context.js';
import { anAddress, evaluateAs } from '../../run/evaluate.js';
import { emit, nextKey } from '../../run/run.js';
import { hearSignal } from '../../run/signals.js';
import type { Throw } from './throw.js';

/** Tells everyone who waits for the signal: the own instance within this step, all others through the host. */
export function signalThrow(node: FlowNode, signal: SignalDefinition, context: CompileContext): Throw {
  const name = context.source(node.id, signal.name ?? node.name ?? node.id);
  return {
    throw(run, token) {
      const text = evaluateAs(run, token, name, anAddress);
      if (text === undefined) return 'gone';
      const variables = token.variables ?? {};
      emit(run, 'signalThrown', token, { signal: text });
      run.effects.push({
        type: 'throwSignal',
        key: nextKey(run),
        elementId: node.id,
        signal: text,
        variables,
      });
      hearSignal(run, text, variables);
      return run.tokens.holds(token) ? 'thrown' : 'gone';
    },
  };
}
