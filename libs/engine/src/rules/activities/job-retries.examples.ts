import { around, el, extended } from '../testing.js';
import type { Examples } from '../testing.js';

const retries = (value: string) =>
  around(el('serviceTask', 'x', '', extended(`<zeebe:taskDefinition type="t" retries="${value}" />`)));

export const examples: Examples = {
  bad: [
    ['JOB_RETRIES', 'x', retries('viele')],
    ['JOB_RETRIES', 'x', retries('-1')],
  ],
  good: [retries('3'), retries('=versuche')],
};
