import { around, el, extended } from '../testing.js';
import type { Examples } from '../testing.js';

const job = '<zeebe:taskDefinition type="t" />';
const script = '<zeebe:script expression="=1" resultVariable="r" />';
const decision = '<zeebe:calledDecision decisionId="d" resultVariable="r" />';

export const examples: Examples = {
  bad: [
    ['AMBIGUOUS_WORK', 'x', around(el('scriptTask', 'x', '', extended(job + script)))],
    ['AMBIGUOUS_WORK', 'x', around(el('businessRuleTask', 'x', '', extended(job + decision)))],
  ],
  good: [
    around(el('scriptTask', 'x', '', extended(script))),
    around(el('businessRuleTask', 'x', '', extended(decision))),
    around(el('sendTask', 'x', '', extended(job))),
  ],
};
