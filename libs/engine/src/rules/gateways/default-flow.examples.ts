import { around, el, split } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [['DEFAULT_FLOW', 'x', around(el('exclusiveGateway', 'x', 'default="s_x"'))]],
  good: [split('exclusiveGateway', 'default="x_a"', '', '=b'), around(el('task', 'x', 'default="x_e"'))],
};
