import { around, boundary, catching, def, el, signalOf, startOn, task, throwing, timer } from '../testing.js';
import type { Examples } from '../testing.js';

const caught = (code: string) => ({
  content: `${around(task('x'))}${boundary('b', def('error', 'errorRef="err"'))}`,
  beside: `<bpmn:error id="err" errorCode="${code}" />`,
});
const spoken = '<bpmn:signal id="sig" name="=a" /><bpmn:message id="m" name="=a" />';

export const examples: Examples = {
  bad: [
    ['EXPRESSION_NOT_READ', 'b', caught('=code')],
    ['EXPRESSION_NOT_READ', 'x', around(throwing('x', def('link', 'name="=l"')))],
    ['EXPRESSION_BEFORE_START', 't', startOn('t', timer('timeCycle', '=takt'))],
    ['EXPRESSION_BEFORE_START', 't', { content: startOn('t', signalOf), beside: spoken }],
    [
      'EXPRESSION_BEFORE_START',
      'x',
      { content: el('receiveTask', 'x', 'instantiate="true" messageRef="m"'), beside: spoken },
    ],
  ],
  good: [
    caught('E1'),
    around(throwing('x', def('link', 'name="l"'))),
    startOn('t', timer('timeCycle', 'R/PT1H')),
    startOn('t', timer('timeDate', '=string(date and time("2026-03-02T09:00:00Z") + duration("PT1H"))')),
    {
      content: around(throwing('x', def('escalation', 'escalationRef="esc"'))),
      beside: '<bpmn:escalation id="esc" escalationCode="=code" />',
    },
    { content: around(catching('x', signalOf)), beside: spoken },
  ],
};
