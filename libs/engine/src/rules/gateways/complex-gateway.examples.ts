import { around, chain, el, split, task } from '../testing.js';
import type { Examples } from '../testing.js';

const join = (condition: string) =>
  `${around(el('complexGateway', 'x', '', condition))}${task('y')}${chain('s', 'y', 'x')}`;

export const examples: Examples = {
  bad: [['MISSING_ACTIVATION_CONDITION', 'x', join('')]],
  good: [
    join('<bpmn:activationCondition>=activationCount &gt; 1</bpmn:activationCondition>'),
    split('complexGateway', '', '', ''),
  ],
};
