import { around, boundary, chain, def, endOn, start, task } from '../testing.js';
import type { Examples } from '../testing.js';

const ending = (definition: string) => `${start}${endOn('x', definition)}${chain('s', 'x')}`;
const error = '<bpmn:error id="err" errorCode="E1" />';

export const examples: Examples = {
  bad: [
    ['MISSING_ERROR_CODE', 'x', ending(def('error'))],
    [
      'MISSING_ERROR_CODE',
      'x',
      { content: ending(def('error', 'errorRef="err"')), beside: '<bpmn:error id="err" />' },
    ],
  ],
  good: [
    { content: ending(def('error', 'errorRef="err"')), beside: error },
    `${around(task('x'))}${boundary('b', def('error'))}`,
  ],
};
