import { around, el, end, flow, split, start, task } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['MISSING_DEFAULT_FLOW', 'x', split('exclusiveGateway', '', '=a', '=b')],
    ['MISSING_DEFAULT_FLOW', 'x', split('inclusiveGateway', '', '=a', '=b')],
    ['MISSING_DEFAULT_FLOW', 'x', `${start}${task('x')}${end}${flow('s', 'x')}${flow('x', 'e', '=a')}`],
  ],
  good: [
    split('exclusiveGateway', 'default="x_b"', '=a', ''),
    split('inclusiveGateway', '', '', '=b'),
    split('parallelGateway', '', '=a', '=b'),
    around(el('exclusiveGateway', 'x')),
  ],
};
