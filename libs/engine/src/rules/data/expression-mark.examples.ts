import { around, catching, condition, el, loop, multiple, split } from '../testing.js';
import type { Examples } from '../testing.js';

const conditionIn = (name: string, text: string) => `<bpmn:${name}>${text}</bpmn:${name}>`;

export const examples: Examples = {
  bad: [
    ['EXPRESSION_WITHOUT_EQUALS', 'x_a', split('exclusiveGateway', '', 'a', '=b')],
    ['EXPRESSION_WITHOUT_EQUALS', 'x', around(catching('x', condition.replace('=a', 'a')))],
    ['EXPRESSION_WITHOUT_EQUALS', 'x', around(loop(conditionIn('loopCondition', 'a')))],
    [
      'EXPRESSION_WITHOUT_EQUALS',
      'x',
      around(multiple('inputCollection="=l"', conditionIn('completionCondition', 'a'))),
    ],
    [
      'EXPRESSION_WITHOUT_EQUALS',
      'x',
      around(el('complexGateway', 'x', '', conditionIn('activationCondition', 'a'))),
    ],
  ],
  good: [
    split('exclusiveGateway', '', '=a', '=b'),
    around(catching('x', condition)),
    around(loop(conditionIn('loopCondition', '=a'))),
  ],
};
