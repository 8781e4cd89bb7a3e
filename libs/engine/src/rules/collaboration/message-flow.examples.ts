import { around, catching, chain, el, end, keyed, messageOf, start, task } from '../testing.js';
import type { Examples } from '../testing.js';

const pool = (id: string, process: string) => el('participant', id, process && `processRef="${process}"`);
const messageFlow = (from: string, to: string) =>
  `<bpmn:messageFlow id="mf" sourceRef="${from}" targetRef="${to}" />`;
const collaboration = (inner: string) =>
  el('collaboration', 'C', '', `${pool('PoolP', 'P')}${pool('PoolQ', 'Q')}${pool('Land', '')}${inner}`);
const other = `<bpmn:message id="m2" name="m2" />`;

/** Process P with `x`, process Q with `y`, and a message flow. */
const between = (x: string, y: string, from: string, to: string, executable = true) => ({
  content: around(x),
  beside: `${keyed}${other}<bpmn:process id="Q" isExecutable="${executable}">${start.replace('"s"', '"t"')}${y}${end.replace('"e"', '"f"')}${chain('t', 'y', 'f')}</bpmn:process>${collaboration(messageFlow(from, to))}`,
});
const send = el('sendTask', 'x', 'messageRef="m"');

export const examples: Examples = {
  bad: [
    ['MESSAGE_FLOW_INSIDE_POOL', 'mf', between(send, catching('y', messageOf), 'x', 'PoolP')],
    ['MESSAGE_FLOW_INSIDE_POOL', 'mf', between(send, task('y'), 'x', 'e')],
    ['MESSAGE_FLOW_END', 'mf', between(send, task('y'), 'x', 't')],
    ['MESSAGE_FLOW_END', 'mf', between(el('exclusiveGateway', 'x'), task('y'), 'x', 'PoolQ')],
    ['MESSAGE_FLOW_SILENT', 'mf', between(send, task('y'), 'x', 'y')],
    ['MESSAGE_FLOW_SILENT', 'mf', between(task('x'), catching('y', messageOf), 'x', 'y')],
    [
      'MESSAGE_FLOW_NAME',
      'mf',
      between(el('sendTask', 'x', 'messageRef="m2"'), catching('y', messageOf), 'x', 'y'),
    ],
  ],
  good: [
    between(send, catching('y', messageOf), 'x', 'y'),
    between(send, el('receiveTask', 'y', 'messageRef="m"'), 'x', 'y'),
    between(task('x'), task('y'), 'x', 'y', false),
    between(task('x'), task('y'), 'Land', 'x'),
    between(task('x'), task('y'), 'PoolP', 'PoolQ'),
  ],
};
