import { around, def, eventSub, start, startOn, sub, timer } from '../testing.js';
import type { Examples } from '../testing.js';

export const examples: Examples = {
  bad: [
    ['START_EVENT_TRIGGER', 't', `${start}${startOn('t', def('error'))}`],
    ['START_EVENT_TRIGGER', 't', startOn('t', `${timer()}${def('escalation')}`)],
    ['START_EVENT_TRIGGER', 't', around(sub('x', startOn('t', timer())))],
    ['START_EVENT_TRIGGER', 't', eventSub('x', startOn('t', ''))],
    ['START_EVENT_TRIGGER', 't', eventSub('x', startOn('t', def('cancel')))],
  ],
  good: [
    startOn('t', timer('timeCycle', 'R/PT1H')),
    around(sub('x', startOn('t', ''))),
    eventSub('x', startOn('t', def('compensate'))),
  ],
};
