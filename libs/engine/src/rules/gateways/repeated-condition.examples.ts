import { split } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['NEVER_CHOSEN', 'x_b', split('exclusiveGateway', '', '=a  = 1', '= a = 1')],
    ['NEVER_CHOSEN', 'x_b', split('exclusiveGateway', '', '=true', '=a')],
  ],
  good: [
    split('exclusiveGateway', '', '=a', '=true'),
    split('exclusiveGateway', 'default="x_a"', '=a', '=a'),
    split('inclusiveGateway', '', '=a', '=a'),
  ],
};
