import { around, el, split } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['MISSING_NAME', 'x', around(el('userTask', 'x'))],
    ['MISSING_NAME', 'x', split('exclusiveGateway', '', '=a', '=b')],
  ],
  good: [
    around(el('userTask', 'x', 'name="Prüfen"')),
    around(el('exclusiveGateway', 'x')),
    split('exclusiveGateway', 'name="Reicht es?"', '=a', '=b'),
    split('parallelGateway', '', '', ''),
  ],
};
