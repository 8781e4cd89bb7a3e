import type { EventDefinition, FlowNode } from '@zusteuerung/bpmn';
import type { CompileContext } from '../../compile/context.js';
import { cancelThrow } from './cancel.js';
import { compensationThrow } from './compensation.js';
import { errorThrow } from './error.js';
import { escalationThrow } from './escalation.js';
import { messageThrow } from './message.js';
import { signalThrow } from './signal.js';
import { terminateThrow } from './terminate.js';
import type { Throw } from './throw.js';

/** What a throwing event throws, in the order of the file, but last what ends its token. */
export function throwsOf(node: FlowNode, context: CompileContext): Throw[] {
  const last = new Set(['error', 'cancel', 'terminate']);
  const ordered = node.definitions.toSorted((a, b) => Number(last.has(a.kind)) - Number(last.has(b.kind)));
  return ordered.flatMap((definition) => throwOf(node, definition, context) ?? []);
}

/** One event definition, thrown. Null: a kind that is only caught. */
export function throwOf(node: FlowNode, definition: EventDefinition, context: CompileContext): Throw | null {
  switch (definition.kind) {
    case 'message':
      return messageThrow(node, definition, context);
    case 'signal':
      return signalThrow(node, definition, context);
    case 'escalation':
      return escalationThrow(node, definition, context);
    case 'compensate':
      return compensationThrow(definition);
    case 'error':
      return errorThrow(node, definition, context);
    case 'terminate':
      return terminateThrow;
    case 'cancel':
      return cancelThrow;
    default:
      return null;
  }
}
