import { around, el, split } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['MISSING_CONDITION', 'x_b', split('exclusiveGateway', 'default="x_a"', '', '')],
    ['ALWAYS_TAKEN', 'x_a', split('inclusiveGateway', '', '', '=b')],
  ],
  good: [
    split('exclusiveGateway', 'default="x_a"', '', '=b'),
    split('inclusiveGateway', '', '=a', '=b'),
    split('complexGateway', '', '=a', ''),
    split('parallelGateway', '', '', ''),
    around(el('exclusiveGateway', 'x')),
  ],
};
