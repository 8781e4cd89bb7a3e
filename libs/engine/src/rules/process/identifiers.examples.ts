import { around, start, task } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['ID_MISSING', 'P', `${start}<bpmn:task />`],
    ['ID_MISSING', 'P', `${start}${task('x')}<bpmn:sequenceFlow sourceRef="s" targetRef="x" />`],
  ],
  good: [around(task('x')), { content: start, beside: '<bpmn:globalUserTask id="G" />' }],
};
