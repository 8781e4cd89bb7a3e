import { called, describe } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** Which triggers a start event may have depends on where it stands. */
export const startEventTrigger: Rule = ({ container, parent }) => {
  const allowed = allowedTriggers(parent !== null, parent?.triggeredByEvent === true);
  return container.nodes
    .filter((node) => node.type === 'startEvent')
    .filter((node) => !allowed.includes(node.definitions[0]?.kind ?? 'none'))
    .map((node) => {
      const what = describe(node);
      return finding(
        'START_EVENT_TRIGGER',
        'error',
        node.id,
        `„${called(node)}“: ${what.de} ist an dieser Stelle nicht möglich.`,
        `"${called(node)}": ${what.en} is not possible here.`,
      );
    });
};

function allowedTriggers(inside: boolean, eventSubProcess: boolean): string[] {
  if (eventSubProcess)
    return ['message', 'timer', 'error', 'signal', 'escalation', 'conditional', 'compensate'];
  return inside ? ['none'] : ['none', 'message', 'timer', 'signal', 'conditional'];
}
