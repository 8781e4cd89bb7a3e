import { around, boundary, chain, def, endOn, start, task, throwing } from '../testing.js';
import type { Examples } from '../testing.js';

const escalation = '<bpmn:escalation id="esc" escalationCode="K1" />';

export const examples: Examples = {
  bad: [
    ['MISSING_ESCALATION_CODE', 'x', around(throwing('x', def('escalation')))],
    ['MISSING_ESCALATION_CODE', 'x', `${start}${endOn('x', def('escalation'))}${chain('s', 'x')}`],
  ],
  good: [
    { content: around(throwing('x', def('escalation', 'escalationRef="esc"'))), beside: escalation },
    `${around(task('x'))}${boundary('b', def('escalation'))}`,
  ],
};
