import type { FlowNode, MessageDefinition } from '@zusteuerung/bpmn';
import type { CompileContext } from '../../compile/context.js';
import { anAddress, evaluateAs } from '../../run/evaluate.js';
import { openWait } from '../../run/waits.js';
import type { Trigger } from '../element.js';

/** Waits for a message by name and, when the model says so, correlation key. */
export function messageTrigger(node: FlowNode, message: MessageDefinition, context: CompileContext): Trigger {
  const name = context.source(node.id, message.name ?? node.name ?? node.id);
  const key = message.correlationKey === null ? null : context.source(node.id, message.correlationKey);
  return {
    prepare(run, token, at) {
      const text = evaluateAs(run, token, name, anAddress, { element: at.element });
      if (text === undefined) return undefined;
      const correlationKey = key ? evaluateAs(run, token, key, anAddress, { element: at.element }) : null;
      if (correlationKey === undefined) return undefined;
      return (owner) =>
        openWait(
          run,
          owner,
          { kind: 'message', ...at, message: text, correlationKey },
          { type: 'openSubscription', message: text, correlationKey },
        );
    },
  };
}
