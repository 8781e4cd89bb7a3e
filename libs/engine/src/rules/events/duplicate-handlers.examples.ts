import {
  around,
  boundary,
  catching,
  chain,
  condition,
  def,
  el,
  eventSub,
  keyed,
  messageOf,
  signal,
  signalOf,
  start,
  startOn,
  sub,
  task,
} from '../testing.js';
import type { Examples } from '../testing.js';

const hosted = around(task('x'));
const twice = (definition: string) => `${hosted}${boundary('b', definition)}${boundary('c', definition)}`;
const code = def('error', 'errorRef="err"');
const error = '<bpmn:error id="err" errorCode="E1" />';
const events = (first: string, second: string) =>
  `${eventSub('v', startOn('t', first))}${eventSub('w', startOn('u', second))}`;
const gateway = `${start}${el('eventBasedGateway', 'g')}${chain('s', 'g', 'x')}${chain('g', 'y')}`;

export const examples: Examples = {
  bad: [
    ['AMBIGUOUS_HANDLER', 'c', { content: twice(code), beside: error }],
    ['AMBIGUOUS_HANDLER', 'c', twice(def('error'))],
    ['AMBIGUOUS_HANDLER', 'c', twice(def('escalation'))],
    ['AMBIGUOUS_HANDLER', 'c', twice(def('compensate'))],
    ['AMBIGUOUS_HANDLER', 'u', events(def('error'), def('error'))],
    ['DUPLICATE_HANDLER', 'c', { content: twice(signalOf), beside: signal }],
    ['DUPLICATE_HANDLER', 'c', { content: twice(messageOf), beside: keyed }],
    ['DUPLICATE_HANDLER', 'c', twice(condition)],
    [
      'DUPLICATE_HANDLER',
      'u',
      { content: `${startOn('t', messageOf)}${startOn('u', messageOf)}`, beside: keyed },
    ],
    [
      'DUPLICATE_HANDLER',
      'y',
      { content: `${gateway}${catching('x', signalOf)}${catching('y', signalOf)}`, beside: signal },
    ],
  ],
  good: [
    { content: `${hosted}${boundary('b', code)}${boundary('c', def('error'))}`, beside: error },
    {
      content: `${hosted}${boundary('b', signalOf)}${boundary('c', messageOf)}`,
      beside: `${signal}${keyed}`,
    },
    { content: `${hosted}${boundary('b', code)}${task('y')}${boundary('c', code, '', 'y')}`, beside: error },
    events(def('error'), def('escalation')),
    around(sub('x', task('y'))),
  ],
};
