import { around, el, extended, processOf, startOn, task, timer } from '../testing.js';
import type { Examples } from '../testing.js';

const calling = (attributes: string) =>
  around(el('callActivity', 'x', '', extended(`<zeebe:calledElement ${attributes} />`)));
const q = (content: string) => ({ content: calling('processId="Q"'), beside: processOf('Q', content) });
const tagged = (attributes: string) => ({
  content: calling(`processId="Q" bindingType="versionTag" ${attributes}`),
  beside: processOf('Q', `${extended('<zeebe:versionTag value="v1" />')}${startOn('t', '')}`),
});

export const examples: Examples = {
  bad: [
    ['MISSING_PROCESS', 'x', around(el('callActivity', 'x'))],
    ['UNKNOWN_PROCESS', 'x', calling('processId="Q"')],
    ['CALLED_PROCESS_START', 'x', q(startOn('t', timer('timeCycle', 'R/PT1H')))],
    ['UNKNOWN_VERSION_TAG', 'x', tagged('versionTag="v2"')],
    ['UNKNOWN_VERSION_TAG', 'x', tagged('')],
  ],
  good: [q(startOn('t', '')), q(task('y')), tagged('versionTag="v1"'), calling('processId="=welcher"')],
};
