import { around, boundary, el, eventSub, signalOf, startOn, sub, task, timer } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['BOUNDARY_NOT_ATTACHED', 'b', `${around(el('exclusiveGateway', 'x'))}${boundary('b', timer())}`],
    ['BOUNDARY_NOT_ATTACHED', 'b', `${around(task('x'))}${el('boundaryEvent', 'b', '', timer())}`],
    ['BOUNDARY_NOT_ATTACHED', 'b', `${eventSub('x', startOn('t', signalOf))}${boundary('b', timer())}`],
    ['BOUNDARY_NOT_ATTACHED', 'b', `${around(sub('x', task('y')))}${boundary('b', timer(), '', 'y')}`],
  ],
  good: [
    `${around(task('x'))}${boundary('b', timer())}`,
    `${around(sub('x', task('y'), 'transaction'))}${boundary('b', timer())}`,
    `${around(el('callActivity', 'x'))}${boundary('b', timer())}`,
  ],
};
