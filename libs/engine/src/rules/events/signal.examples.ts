import {
  around,
  boundary,
  catching,
  def,
  multiple,
  signal,
  signalOf,
  startOn,
  throwing,
} from '../testing.js';
import type { Examples } from '../testing.js';

const completing = (behavior: string) =>
  `${around(multiple('inputCollection="=l"', '', `behavior="${behavior}"`))}${boundary('b', def('signal'))}`;

export const examples: Examples = {
  bad: [
    ['MISSING_SIGNAL', 'x', around(catching('x', def('signal')))],
    ['MISSING_SIGNAL', 't', { content: startOn('t', signalOf), beside: '<bpmn:signal id="sig" />' }],
    ['MISSING_SIGNAL', 'b', completing('All')],
  ],
  good: [{ content: around(throwing('x', signalOf)), beside: signal }, completing('One')],
};
