import type { FlowNode, SignalDefinition } from '@zusteuerung/bpmn';
import type { CompileContext } from '../../compile/context.js';
import { anAddress, evaluateAs } from '../../run/evaluate.js';
import { openWait } from '../../run/waits.js';
import type { Trigger } from '../element.js';

/** Waits for a signal by name. */
export function signalTrigger(node: FlowNode, signal: SignalDefinition, context: CompileContext): Trigger {
  const name = context.source(node.id, signal.name ?? node.name ?? node.id);
  return {
    prepare(run, token, at) {
      const text = evaluateAs(run, token, name, anAddress, { element: at.element });
      if (text === undefined) return undefined;
      return (owner) =>
        openWait(run, owner, { kind: 'signal', ...at, signal: text }, { type: 'openSignal', signal: text });
    },
  };
}
