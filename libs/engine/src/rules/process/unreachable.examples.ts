import {
  around,
  boundary,
  catching,
  chain,
  def,
  eventSub,
  signalOf,
  start,
  startOn,
  sub,
  task,
  throwing,
  timer,
} from '../testing.js';
import type { Examples } from '../testing.js';

const link = def('link', 'name="l"');
const handler = `${task('h', '', 'isForCompensation="true"')}<bpmn:association id="a" sourceRef="b" targetRef="h" />`;

export const examples: Examples = {
  bad: [
    ['UNREACHABLE', 'x', `${start}${task('x')}`],
    ['UNREACHABLE', 'y', `${around(task('x'))}${task('y')}${task('z')}${chain('y', 'z', 'y')}`],
    ['UNREACHABLE', 'y', `${start}${task('x')}${boundary('b', timer())}${task('y')}${chain('b', 'y')}`],
    ['UNREACHABLE', 'y', around(sub('x', `${startOn('t', '')}${task('y')}`))],
  ],
  good: [
    around(task('x')),
    `${task('x')}${task('y')}`,
    `${around(task('x'))}${boundary('b', def('compensate'))}${handler}`,
    `${start}${throwing('x', link)}${chain('s', 'x')}${catching('l', link)}${task('y')}${chain('l', 'y')}`,
    `${around(task('x'))}${eventSub('v', startOn('t', signalOf))}`,
    around(sub('x', `${task('y')}${task('z')}`, 'adHocSubProcess')),
  ],
};
