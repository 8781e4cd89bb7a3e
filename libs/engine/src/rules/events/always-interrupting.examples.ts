import { around, boundary, def, eventSub, startOn, sub, task, timer } from '../testing.js';
import type { Examples } from '../testing.js';

const hosted = around(task('x'));
const beside = 'cancelActivity="false"';
const startBeside = 'isInterrupting="false"';

export const examples: Examples = {
  bad: [
    ['ERROR_NOT_INTERRUPTING', 'b', `${hosted}${boundary('b', def('error'), beside)}`],
    ['ERROR_NOT_INTERRUPTING', 'b', `${hosted}${boundary('b', `${timer()}${def('error')}`, beside)}`],
    ['ERROR_NOT_INTERRUPTING', 't', eventSub('v', startOn('t', def('error'), startBeside))],
    [
      'CANCEL_NOT_INTERRUPTING',
      'b',
      `${around(sub('x', task('y'), 'transaction'))}${boundary('b', def('cancel'), beside)}`,
    ],
    ['COMPENSATION_NOT_INTERRUPTING', 't', eventSub('v', startOn('t', def('compensate'), startBeside))],
  ],
  good: [
    `${hosted}${boundary('b', def('error'))}`,
    `${hosted}${boundary('b', def('escalation'), beside)}`,
    `${hosted}${boundary('b', def('compensate'), beside)}`,
    eventSub('v', startOn('t', def('compensate'))),
    eventSub('v', startOn('t', def('escalation'), startBeside)),
  ],
};
