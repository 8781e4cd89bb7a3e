import { around, el, message, sub } from '../testing.js';
import type { Examples } from '../testing.js';

const named = (content: string) => ({ content, beside: message });
const receive = el('receiveTask', 'x', 'instantiate="true" messageRef="m"');

export const examples: Examples = {
  bad: [
    ['INSTANTIATING_FLOW', 'x', named(around(receive))],
    ['INSTANTIATING_FLOW', 'x', around(el('eventBasedGateway', 'x', 'instantiate="true"'))],
    ['INSTANTIATING_INSIDE', 'x', named(sub('y', receive))],
  ],
  good: [named(receive), named(around(el('receiveTask', 'x', 'messageRef="m"')))],
};
