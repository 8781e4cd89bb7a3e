import { around, el, extended } from '../testing.js';
import type { Examples } from '../testing.js';

const due = (attributes: string) =>
  around(el('userTask', 'x', '', extended(`<zeebe:taskSchedule ${attributes} />`)));

export const examples: Examples = {
  bad: [
    ['TASK_DATE', 'x', due('dueDate="morgen"')],
    ['TASK_DATE', 'x', due('followUpDate="P3D"')],
  ],
  good: [due('dueDate="2026-03-02T09:00:00Z"'), due('dueDate="=now()" followUpDate="2026-03-02"'), due('')],
};
