import { around, catching, def, signal, signalOf, startOn, throwing } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['MISSING_SIGNAL', 'x', around(catching('x', def('signal')))],
    ['MISSING_SIGNAL', 't', { content: startOn('t', signalOf), beside: '<bpmn:signal id="sig" />' }],
  ],
  good: [{ content: around(throwing('x', signalOf)), beside: signal }],
};
