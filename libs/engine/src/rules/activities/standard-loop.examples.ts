import { around, loop } from '../testing.js';
import type { Examples } from '../testing.js';

const condition = '<bpmn:loopCondition>=a</bpmn:loopCondition>';

export const examples: Examples = {
  bad: [
    ['LOOP_WITHOUT_END', 'x', around(loop(''))],
    ['LOOP_MAXIMUM', 'x', around(loop(condition, 'loopMaximum="0"'))],
    ['LOOP_MAXIMUM', 'x', around(loop(condition, 'loopMaximum="-3"'))],
  ],
  good: [around(loop(condition)), around(loop('', 'loopMaximum="3"'))],
};
