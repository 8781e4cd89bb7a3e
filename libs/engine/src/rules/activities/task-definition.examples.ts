import { around, def, el, extended, message, messageOf, throwing } from '../testing.js';
import type { Examples } from '../testing.js';

const job = extended('<zeebe:taskDefinition type="t" />');

export const examples: Examples = {
  bad: [
    ['MISSING_TASK_DEFINITION', 'x', around(el('serviceTask', 'x'))],
    [
      'MISSING_TASK_DEFINITION',
      'x',
      around(el('serviceTask', 'x', '', extended('<zeebe:taskDefinition type="" />'))),
    ],
    ['MISSING_TASK_DEFINITION', 'x', around(el('sendTask', 'x'))],
    ['MISSING_TASK_DEFINITION', 'x', around(el('scriptTask', 'x'))],
    ['MISSING_TASK_DEFINITION', 'x', around(el('businessRuleTask', 'x'))],
    ['MISSING_TASK_DEFINITION', 'x', around(throwing('x', def('message')))],
  ],
  good: [
    around(el('serviceTask', 'x', '', job)),
    { content: around(el('sendTask', 'x', 'messageRef="m"')), beside: message },
    { content: around(throwing('x', messageOf)), beside: message },
    around(el('scriptTask', 'x', '', extended('<zeebe:script expression="=1" resultVariable="r" />'))),
  ],
};
