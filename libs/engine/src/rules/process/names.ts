import type { FlowNode } from '@zusteuerung/bpmn';
import { rule } from '../rule.js';

/** What people read has a name: tasks in the inbox, questions at gateways. */
export const names = rule({
  codes: {
    MISSING_NAME: {
      severity: 'info',
      at: 'user task, splitting exclusive or inclusive gateway',
      de: '„{name}“ hat keinen Namen; Menschen sehen stattdessen die Kennung.',
      en: '"{name}" has no name; people see its id instead.',
      fix: {
        de: 'Die Aufgabe oder die Frage in wenigen Worten benennen.',
        en: 'Name the task or the question in a few words.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes) if (node.name === null && isRead(node)) report('MISSING_NAME', node);
  },
});

function isRead(node: FlowNode): boolean {
  if (node.type === 'userTask') return true;
  const chooses = node.type === 'exclusiveGateway' || node.type === 'inclusiveGateway';
  return chooses && node.outgoing.length > 1;
}
