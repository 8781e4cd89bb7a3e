import { around, chain, el, end, extended, flow, processOf, start, startOn, task } from '../testing.js';
import type { Examples } from '../testing.js';

const call = (id: string, process: string, inner = '') =>
  el('callActivity', id, '', `${extended(`<zeebe:calledElement processId="${process}" />`)}${inner}`);
const q = (content: string) => processOf('Q', `${startOn('t', '')}${content}`);
const perhaps = `${start}${el('exclusiveGateway', 'g', 'default="g_e"')}${call('x', 'P')}${end}${chain('s', 'g', 'e')}${flow('g', 'x', '=a')}`;

export const examples: Examples = {
  bad: [
    ['CALL_CYCLE', 'x', around(call('x', 'P'))],
    [
      'CALL_CYCLE',
      'y',
      { content: around(call('x', 'Q')), beside: q(`${call('y', 'P')}${chain('t', 'y')}`) },
    ],
    ['CALL_CYCLE', 'x', `${start}${task('a')}${call('x', 'P')}${chain('s', 'a', 'x')}`],
  ],
  good: [
    perhaps,
    `${start}${el('receiveTask', 'a')}${call('x', 'P')}${chain('s', 'a', 'x')}`,
    around(call('x', 'P', '<bpmn:multiInstanceLoopCharacteristics />')),
    { content: around(call('x', 'Q')), beside: q('') },
  ],
};
