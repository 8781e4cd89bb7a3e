import { around, eventSub, signalOf, startOn, sub, task } from '../testing.js';
import type { Examples } from '../testing.js';

const inside = startOn('t', signalOf);
const loop = '<bpmn:standardLoopCharacteristics />';

export const examples: Examples = {
  bad: [
    ['EVENT_SUB_PROCESS_MARKER', 'x', eventSub('x', `${inside}${loop}`)],
    ['EVENT_SUB_PROCESS_MARKER', 'x', sub('x', inside, 'transaction', 'triggeredByEvent="true"')],
    [
      'EVENT_SUB_PROCESS_MARKER',
      'x',
      sub('x', inside, 'subProcess', 'triggeredByEvent="true" isForCompensation="true"'),
    ],
  ],
  good: [eventSub('x', inside), around(sub('x', `${task('y')}${loop}`))],
};
