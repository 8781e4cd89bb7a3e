import { around, boundary, catching, chain, el, keyed, messageOf, start, task, timer } from '../testing.js';
import type { Examples } from '../testing.js';

const gateway = (x: string, y: string, attributes = '') =>
  `${start}${el('eventBasedGateway', 'g', attributes)}${x}${y}${chain('s', 'g', 'x')}${chain('g', 'y')}`;
const receive = el('receiveTask', 'x', 'messageRef="m"');
const keyedBy = (content: string) => ({ content, beside: keyed });
const both = gateway(catching('x', timer()), catching('y', timer()));

export const examples: Examples = {
  bad: [
    ['EVENT_GATEWAY_EXITS', 'x', around(el('eventBasedGateway', 'x'))],
    ['EVENT_GATEWAY_TARGET', 'x', gateway(task('x'), catching('y', timer()))],
    ['EVENT_GATEWAY_TARGET', 'x', `${both}${task('z')}${chain('s', 'z', 'x')}`],
    ['EVENT_GATEWAY_MIXED', 'g', keyedBy(gateway(receive, catching('y', messageOf)))],
    [
      'EVENT_GATEWAY_BOUNDARY',
      'x',
      keyedBy(gateway(receive, catching('y', timer())) + boundary('b', timer())),
    ],
    [
      'EVENT_GATEWAY_PARALLEL',
      'g',
      gateway(catching('x', timer()), catching('y', timer()), 'eventGatewayType="Parallel"'),
    ],
  ],
  good: [
    both,
    keyedBy(gateway(receive, catching('y', timer()))),
    keyedBy(
      gateway(
        receive,
        el('receiveTask', 'y', 'messageRef="m"'),
        'instantiate="true" eventGatewayType="Parallel"',
      ),
    ),
  ],
};
