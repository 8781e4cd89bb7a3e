import { report } from '../support/random.js';
import { repeatableWrites, loseDuringRequests } from './http-faults.js';

const share = Number(process.env['SHARE'] ?? 1);

/** ONLY=termine: the endpoints whose name contains it. SHARE=0.1: every tenth statement. */
test('the connection lost after each statement of each writing request', async () => {
  const endpoints = repeatableWrites().filter((name) => name.includes(process.env['ONLY'] ?? ''));
  const found = await loseDuringRequests(endpoints, Math.ceil(1 / share), 0);
  report('lost during a request', found);
  expect(found.broken).toEqual([]);
  expect(found.endpoints).toBe(endpoints.length);
  expect(found.faults).toBeGreaterThan(0);
});
