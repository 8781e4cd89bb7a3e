import { around, el, extended } from '../testing.js';
import type { Examples } from '../testing.js';

const script = (attributes: string) =>
  around(el('scriptTask', 'x', '', extended(`<zeebe:script expression="=1" ${attributes} />`)));

export const examples: Examples = {
  bad: [
    ['MISSING_RESULT_VARIABLE', 'x', script('')],
    [
      'MISSING_RESULT_VARIABLE',
      'x',
      around(el('businessRuleTask', 'x', '', extended('<zeebe:calledDecision decisionId="d" />'))),
    ],
  ],
  good: [script('resultVariable="r"')],
};
