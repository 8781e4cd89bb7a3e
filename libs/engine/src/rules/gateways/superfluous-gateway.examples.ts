import { around, chain, el, split, task } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['SUPERFLUOUS_GATEWAY', 'x', around(el('exclusiveGateway', 'x'))],
    ['SUPERFLUOUS_GATEWAY', 'y', `${around(task('x'))}${el('parallelGateway', 'y')}${chain('x', 'y')}`],
  ],
  good: [
    split('parallelGateway', '', '', ''),
    `${around(el('exclusiveGateway', 'x'))}${task('y')}${chain('y', 'x')}`,
    around(task('x')),
  ],
};
