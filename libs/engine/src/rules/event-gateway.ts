import type { FlowNode } from '@zusteuerung/bpmn';
import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** Behind an event-based gateway stand at least two events that can happen, each with this one way in. */
export const eventGateway: Rule = ({ container }) =>
  container.nodes
    .filter((node) => node.type === 'eventBasedGateway')
    .flatMap((gateway) => {
      const targets = container.flows
        .filter((flow) => flow.source === gateway.id)
        .flatMap((flow) => container.nodes.find((node) => node.id === flow.target) ?? []);
      const wrong = targets.filter((node) => !waits(node) || node.incoming.length > 1);
      const found = wrong.map((node) =>
        finding(
          'EVENT_GATEWAY_TARGET',
          'error',
          node.id,
          `„${called(node)}“ hinter „${called(gateway)}“ muss auf etwas warten und darf nur von dort erreicht werden.`,
          `"${called(node)}" behind "${called(gateway)}" must wait for something and be reached from there only.`,
        ),
      );
      if (targets.length >= 2) return found;
      const text = {
        de: `„${called(gateway)}“ braucht mindestens zwei Ereignisse.`,
        en: `"${called(gateway)}" needs at least two events.`,
      };
      return [...found, finding('EVENT_GATEWAY_TARGET', 'error', gateway.id, text.de, text.en)];
    });

function waits(node: FlowNode): boolean {
  if (node.type === 'receiveTask') return true;
  return node.type === 'intermediateCatchEvent' && node.definitions[0]?.kind !== 'link';
}
