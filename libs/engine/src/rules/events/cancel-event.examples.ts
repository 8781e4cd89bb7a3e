import { around, boundary, chain, def, endOn, start, startOn, sub, task } from '../testing.js';
import type { Examples } from '../testing.js';

const cancel = `${startOn('t', '')}${endOn('c', def('cancel'))}${chain('t', 'c')}`;
const caught = boundary('b', def('cancel'));

export const examples: Examples = {
  bad: [
    ['CANCEL_OUTSIDE_TRANSACTION', 'c', `${start}${endOn('c', def('cancel'))}${chain('s', 'c')}`],
    ['CANCEL_OUTSIDE_TRANSACTION', 'c', around(sub('x', cancel))],
    ['CANCEL_OUTSIDE_TRANSACTION', 'b', `${around(sub('x', task('y')))}${caught}`],
  ],
  good: [`${around(sub('x', cancel, 'transaction'))}${caught}`],
};
