import {
  around,
  boundary,
  chain,
  def,
  endOn,
  eventSub,
  signalOf,
  startOn,
  sub,
  task,
  throwing,
} from '../testing.js';
import type { Examples } from '../testing.js';

const undoable = (host: string) =>
  `${boundary('b', def('compensate'), '', host)}${task('h', '', 'isForCompensation="true"')}<bpmn:association id="a" sourceRef="b" targetRef="h" />`;
const plain = around(throwing('x', def('compensate')));
const aimed = (id: string) => around(throwing('x', def('compensate', `activityRef="${id}"`)));

export const examples: Examples = {
  bad: [
    ['NOTHING_TO_COMPENSATE', 'x', plain],
    ['NOTHING_TO_COMPENSATE', 'x', `${aimed('y')}${task('y')}${task('z')}${undoable('z')}`],
    ['COMPENSATION_TARGET', 'x', `${aimed('z')}${sub('y', `${task('z')}${undoable('z')}`)}`],
    ['COMPENSATION_NEVER_THROWN', 'b', `${around(task('x'))}${undoable('x')}`],
  ],
  good: [
    `${plain}${task('y')}${undoable('y')}`,
    `${aimed('y')}${task('y')}${undoable('y')}`,
    `${aimed('y')}${sub('y', `${task('z')}${undoable('z')}`)}`,
    `${plain}${sub('y', eventSub('v', startOn('t', def('compensate'))))}`,
    `${around(task('x'))}${undoable('x')}${eventSub('v', `${startOn('t', signalOf)}${endOn('c', def('compensate'))}${chain('t', 'c')}`)}`,
  ],
};
