import { around, boundary, chain, def, sub, task } from '../testing.js';
import type { Examples } from '../testing.js';

const event = boundary('b', def('compensate'));
const undo = task('h', '', 'isForCompensation="true"');
const association = '<bpmn:association id="a" sourceRef="b" targetRef="h" />';
const hosted = `${around(task('x'))}${event}`;

export const examples: Examples = {
  bad: [
    ['COMPENSATION_WITHOUT_HANDLER', 'b', hosted],
    ['COMPENSATION_HANDLER', 'b', `${hosted}${task('h')}${association}`],
    ['COMPENSATION_HANDLER', 'b', `${hosted}${sub('z', undo)}${association}`],
    ['COMPENSATION_HANDLER_UNUSED', 'h', `${hosted}${undo}`],
    ['COMPENSATION_FLOW', 'h', `${hosted}${undo}${association}${chain('h', 'e')}`],
    ['COMPENSATION_FLOW', 'b', `${hosted}${undo}${association}${chain('b', 'e')}`],
  ],
  good: [`${hosted}${undo}${association}`],
};
