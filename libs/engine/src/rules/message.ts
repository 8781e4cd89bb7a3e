import type { FlowNode, MessageDefinition } from '@zusteuerung/bpmn';
import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Place, Rule } from './rule.js';

/** What waits for a message says for which, and inside an instance also by what key it belongs to the case. */
export const message: Rule = (place) =>
  place.container.nodes.flatMap((node) => {
    const definition = awaited(node);
    if (!definition) return [];
    if (definition.name === null)
      return [
        finding(
          'MISSING_MESSAGE',
          'error',
          node.id,
          `„${called(node)}“ sagt nicht, auf welche Nachricht es wartet.`,
          `"${called(node)}" does not say which message it waits for.`,
        ),
      ];
    if (definition.correlationKey !== null || startsInstances(place, node)) return [];
    return [
      finding(
        'MISSING_CORRELATION_KEY',
        'warning',
        node.id,
        `„${called(node)}“ hat keinen Korrelationsschlüssel: Jede Nachricht „${definition.name}“ trifft.`,
        `"${called(node)}" has no correlation key: any message "${definition.name}" matches.`,
      ),
    ];
  });

function awaited(node: FlowNode): MessageDefinition | null {
  if (node.type === 'receiveTask') return node.message;
  const catching = ['startEvent', 'intermediateCatchEvent', 'boundaryEvent'].includes(node.type);
  const definition = node.definitions[0];
  return catching && definition?.kind === 'message' ? definition : null;
}

function startsInstances(place: Place, node: FlowNode): boolean {
  return place.parent === null && node.type === 'startEvent';
}
