import type { EventDefinition, FlowNode } from '@zusteuerung/bpmn';
import type { CompileContext } from '../../compile/context.js';
import type { Trigger } from '../element.js';
import { conditionalTrigger } from './conditional.js';
import { messageTrigger } from './message.js';
import { signalTrigger } from './signal.js';
import { timerTrigger } from './timer.js';

/**
 * What a catching event waits for, in the order of its definitions. Errors, escalations, cancellation and compensation
 * come by themselves: they need no wait state, and have no trigger.
 */
export function triggersOf(node: FlowNode, context: CompileContext): (Trigger | null)[] {
  return node.definitions.map((definition) => triggerOf(node, definition, context));
}

function triggerOf(node: FlowNode, definition: EventDefinition, context: CompileContext): Trigger | null {
  switch (definition.kind) {
    case 'timer':
      return timerTrigger(node, definition, context);
    case 'message':
      return messageTrigger(node, definition, context);
    case 'signal':
      return signalTrigger(node, definition, context);
    case 'conditional':
      return conditionalTrigger(node, definition, context);
    default:
      return null;
  }
}

/** Whether a node has exactly one event definition, of one of these kinds. */
export function hasDefinition(node: FlowNode, ...kinds: string[]): boolean {
  return node.definitions.length === 1 && kinds.includes(node.definitions[0]?.kind ?? '');
}

/** Whether all event definitions of a node, and there are some, are of these kinds. */
export function hasOnly(node: FlowNode, ...kinds: string[]): boolean {
  return node.definitions.length > 0 && node.definitions.every(({ kind }) => kinds.includes(kind));
}
