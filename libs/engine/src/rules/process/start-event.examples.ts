import {
  around,
  chain,
  el,
  end,
  eventSub,
  message,
  messageOf,
  signalOf,
  start,
  startOn,
  sub,
  task,
} from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['NO_START_EVENT', 'P', `${task('x')}${task('y')}${chain('x', 'y', 'x')}`],
    ['NO_START_EVENT', 'x', `${around(task('x0'))}${eventSub('x', task('y'))}`],
    ['IMPLICIT_START', 'P', task('x')],
    ['IMPLICIT_START', 'x', around(sub('x', task('y')))],
    ['SEVERAL_START_EVENTS', 't', `${start}<bpmn:startEvent id="t" />`],
    ['SEVERAL_START_EVENTS', 't', around(sub('x', `${startOn('u', '')}${startOn('t', '')}`))],
    ['SEVERAL_START_EVENTS', 't', eventSub('x', `${startOn('u', signalOf)}${startOn('t', signalOf)}`)],
  ],
  good: [
    around(task('x')),
    { content: `${start}${startOn('t', messageOf)}`, beside: message },
    around(sub('x', task('y'), 'adHocSubProcess')),
    {
      content: `${el('receiveTask', 'x', 'instantiate="true" messageRef="m"')}${end}${chain('x', 'e')}`,
      beside: message,
    },
  ],
};
