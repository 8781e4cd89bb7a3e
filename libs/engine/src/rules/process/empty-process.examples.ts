import { around, sub, task } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['EMPTY_PROCESS', 'P', ''],
    ['EMPTY_PROCESS', 'x', around(sub('x', ''))],
  ],
  good: [around(task('x')), around(sub('x', task('t'))), around(sub('x', '', 'adHocSubProcess'))],
};
