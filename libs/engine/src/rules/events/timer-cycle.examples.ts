import { around, boundary, catching, eventSub, startOn, task, timer } from '../testing.js';
import type { Examples } from '../testing.js';

const cycle = timer('timeCycle', 'R3/PT1H');
const hosted = around(task('x'));

export const examples: Examples = {
  bad: [
    ['TIMER_CYCLE_ONCE', 'x', around(catching('x', cycle))],
    ['TIMER_CYCLE_ONCE', 'b', `${hosted}${boundary('b', cycle)}`],
    ['TIMER_CYCLE_ONCE', 't', eventSub('v', startOn('t', cycle))],
  ],
  good: [
    startOn('t', cycle),
    around(catching('x', timer())),
    `${hosted}${boundary('b', cycle, 'cancelActivity="false"')}`,
    eventSub('v', startOn('t', cycle, 'isInterrupting="false"')),
  ],
};
