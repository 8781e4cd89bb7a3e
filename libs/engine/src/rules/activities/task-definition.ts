import type { FlowNode } from '@zusteuerung/bpmn';
import { describe } from '../../compile/words.js';
import { definitionsOf, isThrowing } from '../nodes.js';
import { rule } from '../rule.js';

/** Work outside needs a job type, what is sent a job type or message; scripts and rules need theirs. */
export const taskDefinition = rule({
  codes: {
    MISSING_TASK_DEFINITION: {
      severity: 'error',
      at: 'service, send, script and business rule task, throwing message event',
      de: '„{name}“ ({what}) sagt nicht, was zu tun ist: {missing} fehlt.',
      en: '"{name}" ({what}) does not say what to do: {missing} is missing.',
      fix: {
        de: 'Auftragstyp, Nachricht, Skript oder Entscheidung angeben.',
        en: 'Give a job type, message, script or decision.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      if (lacksWork(node))
        report('MISSING_TASK_DEFINITION', node, { what: describe(node), missing: missing(node) });
  },
});

function lacksWork(node: FlowNode): boolean {
  const { script, calledDecision, taskDefinition, publishMessage } = node.extensions;
  if (taskDefinition || publishMessage) return false;
  if (node.type === 'serviceTask') return true;
  if (node.type === 'sendTask') return node.message?.name == null;
  if (node.type === 'scriptTask') return script === null;
  if (node.type === 'businessRuleTask') return calledDecision === null;
  return isThrowing(node) && definitionsOf(node, 'message').some(({ name }) => name === null);
}

function missing(node: FlowNode): { de: string; en: string } {
  if (node.type === 'scriptTask') return { de: 'ein Skript', en: 'a script' };
  if (node.type === 'businessRuleTask') return { de: 'eine Entscheidung', en: 'a decision' };
  if (node.type === 'serviceTask') return { de: 'der Auftragstyp', en: 'the job type' };
  return { de: 'die Nachricht oder der Auftragstyp', en: 'the message or job type' };
}
