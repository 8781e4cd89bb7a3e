import { around, task } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['TOKEN_QUANTITY', 'x', around(task('x', '', 'startQuantity="0"'))],
    ['TOKEN_QUANTITY', 'x', around(task('x', '', 'completionQuantity="-1"'))],
    ['TOKEN_QUANTITY', 'x', around(task('x', '', 'completionQuantity="100000"'))],
  ],
  good: [around(task('x')), around(task('x', '', 'startQuantity="2" completionQuantity="3"'))],
};
