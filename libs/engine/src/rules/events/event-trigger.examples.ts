import {
  around,
  boundary,
  catching,
  chain,
  def,
  endOn,
  message,
  messageOf,
  signalOf,
  start,
  task,
  throwing,
  timer,
} from '../testing.js';
import type { Examples } from '../testing.js';

const hosted = around(task('x'));

export const examples: Examples = {
  bad: [
    ['EVENT_TRIGGER', 'x', around(catching('x', ''))],
    ['EVENT_TRIGGER', 'x', around(catching('x', def('error')))],
    ['EVENT_TRIGGER', 'x', around(throwing('x', timer()))],
    ['EVENT_TRIGGER', 'x', around(throwing('x', def('terminate')))],
    ['EVENT_TRIGGER', 'x', around(throwing('x', `${signalOf}${def('link', 'name="l"')}`))],
    ['EVENT_TRIGGER', 'b', `${hosted}${boundary('b', '')}`],
    ['EVENT_TRIGGER', 'b', `${hosted}${boundary('b', def('terminate'))}`],
    ['EVENT_TRIGGER', 'y', `${start}${endOn('y', def('link', 'name="l"'))}${chain('s', 'y')}`],
    ['EVENT_TRIGGER', 'y', `${start}${endOn('y', def('conditional'))}${chain('s', 'y')}`],
  ],
  good: [
    around(throwing('x', '')),
    { content: around(catching('x', `${messageOf}${timer()}`)), beside: message },
    `${hosted}${boundary('b', def('cancel'))}`,
    `${start}${endOn('y', `${def('terminate')}${def('escalation')}`)}${chain('s', 'y')}`,
  ],
};
