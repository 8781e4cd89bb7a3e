import { around, boundary, chain, def, task, timer } from '../testing.js';
import type { Examples } from '../testing.js';

const hosted = around(task('x'));

export const examples: Examples = {
  bad: [['BOUNDARY_WITHOUT_FLOW', 'b', `${hosted}${boundary('b', timer())}`]],
  good: [
    `${hosted}${boundary('b', timer())}${chain('b', 'e')}`,
    `${hosted}${boundary('b', def('compensate'))}`,
  ],
};
