import { around, boundary, def, task, throwing } from '../testing.js';
import type { Examples } from '../testing.js';

const caught = (code: string) => ({
  content: `${around(task('x'))}${boundary('b', def('error', 'errorRef="err"'))}`,
  beside: `<bpmn:error id="err" errorCode="${code}" />`,
});

export const examples: Examples = {
  bad: [
    ['EXPRESSION_NOT_READ', 'b', caught('=code')],
    ['EXPRESSION_NOT_READ', 'x', around(throwing('x', def('link', 'name="=l"')))],
  ],
  good: [caught('E1'), around(throwing('x', def('link', 'name="l"')))],
};
