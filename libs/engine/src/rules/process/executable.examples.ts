import { around, start, task } from '../testing.js';
import type { Examples } from '../testing.js';

const silent = `<bpmn:process id="Q">${start}</bpmn:process>`;

export const examples: Examples = {
  bad: [['PROCESS_NOT_EXECUTABLE', 'P', { content: around(task('x')), executable: false }]],
  good: [around(task('x')), { content: task('x'), beside: silent }],
};
