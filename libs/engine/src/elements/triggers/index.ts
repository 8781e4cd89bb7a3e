import type { FlowNode } from '@zusteuerung/bpmn';
import type { CompileContext } from '../../compile/context.js';
import type { Trigger } from '../element.js';
import { messageTrigger } from './message.js';
import { timerTrigger } from './timer.js';

/** What a catching event waits for; errors come by themselves and need no wait state. */
export function triggerOf(node: FlowNode, context: CompileContext): { trigger?: Trigger } {
  const definition = node.definitions[0];
  if (definition?.kind === 'timer') return { trigger: timerTrigger(node, definition, context) };
  if (definition?.kind === 'message') return { trigger: messageTrigger(node, definition, context) };
  return {};
}

/** Whether a node has exactly one event definition, of one of these kinds. */
export function hasDefinition(node: FlowNode, ...kinds: string[]): boolean {
  return node.definitions.length === 1 && kinds.includes(node.definitions[0]?.kind ?? '');
}
