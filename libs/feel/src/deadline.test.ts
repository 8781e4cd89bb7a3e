import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deadlineAfter } from './deadline.js';

const day = 86_400_000;

test('a deadline in hours ends to the millisecond when it should', () => {
  const beginnings = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2060, 0) });
  fc.assert(
    fc.property(beginnings, fc.integer({ min: 0, max: 2000 }), (beginning, hours) => {
      const end = deadlineAfter(new Date(beginning).toISOString(), `PT${hours}H`, {}) ?? '';
      expect(new Date(end).getTime()).toBe(beginning + hours * 3_600_000);
      expect(end).toMatch(/T\d\d:\d\d:\d\d(\.\d{1,3})?[+-]/);
    }),
  );
});

test('a deadline in days ends at the same time of day, also a millisecond before midnight', () => {
  for (const time of ['22:59:59.999', '00:00:00.001', '10:30:36.027'])
    expect(deadlineAfter(`2026-06-01T${time}Z`, 'P1D', {})).toMatch(new RegExp(`:${time.slice(3)}\\+02:00`));
  const [first, second] = ['P1D', 'P2D'].map((period) =>
    deadlineAfter('2026-06-01T23:59:59.999+02:00', period, {}),
  );
  expect(Date.parse(second ?? '') - Date.parse(first ?? '')).toBe(day);
});
