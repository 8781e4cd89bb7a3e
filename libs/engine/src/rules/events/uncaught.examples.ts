import {
  around,
  boundary,
  chain,
  def,
  el,
  endOn,
  eventSub,
  extended,
  processOf,
  start,
  startOn,
  sub,
  throwing,
} from '../testing.js';
import type { Examples } from '../testing.js';

const beside =
  '<bpmn:error id="err" errorCode="E1" /><bpmn:error id="other" errorCode="E2" /><bpmn:escalation id="esc" escalationCode="K1" />';
const error = def('error', 'errorRef="err"');
const other = def('error', 'errorRef="other"');
const escalation = def('escalation', 'escalationRef="esc"');
const failing = `${startOn('t', '')}${endOn('f', error)}${chain('t', 'f')}`;
const model = (content: string, more = '') => ({ content, beside: `${beside}${more}` });
const caller = processOf('Q', el('callActivity', 'c', '', extended('<zeebe:calledElement processId="P" />')));

export const examples: Examples = {
  bad: [
    ['ERROR_NOT_CAUGHT', 'e2', model(`${start}${endOn('e2', error)}${chain('s', 'e2')}`)],
    ['ERROR_NOT_CAUGHT', 'f', model(`${around(sub('x', failing))}${boundary('b', other)}`)],
    [
      'ERROR_NOT_CAUGHT',
      'f',
      model(eventSub('v', `${startOn('t', error)}${endOn('f', error)}${chain('t', 'f')}`)),
    ],
    ['ESCALATION_NOT_CAUGHT', 'x', model(around(throwing('x', escalation)))],
  ],
  good: [
    model(`${around(sub('x', failing))}${boundary('b', error)}`),
    model(`${around(sub('x', sub('y', failing)))}${boundary('b', def('error'))}`),
    model(`${failing}${eventSub('v', startOn('u', error))}`),
    model(`${around(throwing('x', escalation))}${eventSub('v', startOn('u', escalation))}`),
    model(failing, caller),
  ],
};
