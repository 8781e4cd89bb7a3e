import { around, boundary, chain, def, endOn, startOn, sub, task } from '../testing.js';
import type { Examples } from '../testing.js';

const cancel = `${startOn('t', '')}${endOn('c', def('cancel'))}${chain('t', 'c')}`;

export const examples: Examples = {
  bad: [
    ['CANCEL_NOT_CAUGHT', 'x', around(sub('x', cancel, 'transaction'))],
    ['CANCEL_NEVER_THROWN', 'x', around(sub('x', task('y'), 'transaction'))],
    ['CANCEL_NEVER_THROWN', 'x', around(sub('x', sub('y', cancel, 'transaction'), 'transaction'))],
  ],
  good: [
    `${around(sub('x', cancel, 'transaction'))}${boundary('b', def('cancel'))}`,
    `${around(sub('x', sub('y', cancel), 'transaction'))}${boundary('b', def('cancel'))}`,
    around(sub('x', task('y'))),
  ],
};
