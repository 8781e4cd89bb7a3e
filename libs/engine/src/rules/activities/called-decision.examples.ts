import { around, el, extended } from '../testing.js';
import type { Examples } from '../testing.js';

const calling = (id: string) =>
  around(
    el(
      'businessRuleTask',
      'x',
      '',
      extended(`<zeebe:calledDecision decisionId="${id}" resultVariable="r" />`),
    ),
  );

export const examples: Examples = {
  bad: [['UNKNOWN_DECISION', 'x', calling('fehlt')]],
  good: [calling('=entscheidung')],
};
