import { around, boundary, chain, end, eventSub, signalOf, start, startOn, task, timer } from '../testing.js';
import type { Examples } from '../testing.js';

const event = eventSub('v', startOn('t', signalOf));

export const examples: Examples = {
  bad: [
    ['FLOW_INTO_START', 's', `${start}${task('x')}${chain('s', 'x', 's')}`],
    ['FLOW_INTO_START', 'b', `${around(task('x'))}${boundary('b', timer())}${task('y')}${chain('y', 'b')}`],
    ['FLOW_INTO_START', 'v', `${around(task('x'))}${event}${chain('x', 'v')}`],
    ['FLOW_OUT_OF_END', 'e', `${start}${end}${task('x')}${chain('s', 'e', 'x')}`],
    ['FLOW_OUT_OF_END', 'v', `${around(task('x'))}${event}${chain('v', 'x')}`],
  ],
  good: [`${around(task('x'))}${event}`, `${around(task('x'))}${boundary('b', timer())}${chain('b', 'e')}`],
};
