import type { BpmnModel } from '@zusteuerung/bpmn';
import {
  around,
  boundary,
  catching,
  chain,
  def,
  el,
  keyed,
  message,
  messageOf,
  startOn,
  sub,
  task,
  throwing,
} from '../testing.js';
import type { Examples } from '../testing.js';

const named = (content: string) => ({ content, beside: message });
/** `x` publishes; the schema of the zeebe extensions does not know it yet. */
const publishing = (content: string, timeToLive: string | null) => ({
  content: around(content),
  beside: message,
  edit({ processes }: BpmnModel) {
    const node = processes[0]?.nodes.find(({ id }) => id === 'x');
    if (node) node.extensions.publishMessage = { correlationKey: null, timeToLive };
  },
});
const gateway = `${el('eventBasedGateway', 'g', 'instantiate="true"')}${catching('x', messageOf)}${chain('g', 'x')}`;

export const examples: Examples = {
  bad: [
    ['MISSING_MESSAGE', 'x', around(el('receiveTask', 'x'))],
    ['MISSING_MESSAGE', 'x', around(catching('x', def('message')))],
    ['MISSING_MESSAGE', 't', startOn('t', def('message'))],
    ['MISSING_MESSAGE', 'x', publishing(el('sendTask', 'x'), null)],
    ['MISSING_CORRELATION_KEY', 'x', named(around(el('receiveTask', 'x', 'messageRef="m"')))],
    ['MISSING_CORRELATION_KEY', 'b', named(`${around(task('x'))}${boundary('b', messageOf)}`)],
    ['MISSING_CORRELATION_KEY', 'y', named(around(sub('x', startOn('y', messageOf))))],
    ['TIME_TO_LIVE', 'x', publishing(throwing('x', messageOf), 'bald')],
  ],
  good: [
    { content: around(catching('x', messageOf)), beside: keyed },
    named(startOn('t', messageOf)),
    named(el('receiveTask', 'x', 'instantiate="true" messageRef="m"')),
    named(gateway),
    publishing(throwing('x', messageOf), 'PT1H'),
    publishing(throwing('x', messageOf), '=frist'),
  ],
};
