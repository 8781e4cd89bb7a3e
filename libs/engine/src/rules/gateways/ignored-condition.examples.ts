import { end, flow, split, start } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['IGNORED_CONDITION', 'x_a', split('exclusiveGateway', 'default="x_a"', '=a', '=b')],
    ['IGNORED_CONDITION', 'x_b', split('parallelGateway', '', '', '=b')],
    ['CONDITION_AFTER_EVENT', 's_e', `${start}${end}${flow('s', 'e', '=a')}`],
  ],
  good: [split('exclusiveGateway', 'default="x_a"', '', '=b'), split('task', '', '=a', '=b')],
};
