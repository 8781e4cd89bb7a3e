import { around, boundary, def, el, signalOf, task, timer } from '../testing.js';
import type { Examples } from '../testing.js';

const all = (definitions: string) =>
  around(el('intermediateCatchEvent', 'x', 'parallelMultiple="true"', definitions));

export const examples: Examples = {
  bad: [
    ['PARALLEL_MULTIPLE_SINGLE', 'x', all(timer())],
    [
      'PARALLEL_MULTIPLE_TRIGGER',
      'b',
      `${around(task('x'))}${boundary('b', `${timer()}${def('error')}`, 'parallelMultiple="true"')}`,
    ],
  ],
  good: [
    all(`${timer()}${signalOf}`),
    around(el('intermediateCatchEvent', 'x', '', `${timer()}${signalOf}`)),
  ],
};
