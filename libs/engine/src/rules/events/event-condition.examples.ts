import { around, catching, condition, def } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [['MISSING_EVENT_CONDITION', 'x', around(catching('x', def('conditional')))]],
  good: [around(catching('x', condition))],
};
