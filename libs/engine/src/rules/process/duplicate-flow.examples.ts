import { around, flow, split, task } from '../testing.js';
import type { Examples } from '../testing.js';

const again = '<bpmn:sequenceFlow id="again" sourceRef="x" targetRef="e" />';

export const examples: Examples = {
  bad: [['DUPLICATE_FLOW', 'again', `${around(task('x'))}${again}`]],
  good: [
    around(task('x')),
    split('exclusiveGateway', '', '=1 = 1', '=2 = 2') + flow('a', 'b', '=c') + flow('b', 'a', '=c'),
  ],
};
