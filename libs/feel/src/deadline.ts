import { readDateTime } from './values/read-temporal.js';
import type { Json } from './types.js';
import type { Value } from './values/value.js';
import { atLocalTime, onTheWall, periodLater, readPeriod, readWorkdays } from './values/workdays.js';

export { laender } from './values/holidays.js';

/** Whether a text is a deadline such as `P14D`, `PT4H` or `5 Arbeitstage`. */
export function isPeriod(text: string): boolean {
  return readPeriod(text) !== null;
}

/** The instant of a time by the German clock such as `2026-12-03T14:30`; with an offset as it is. Null: unreadable. */
export function germanInstant(text: string): string | null {
  const moment = readDateTime(text);
  if (!moment) return null;
  return (
    moment.zone === null ? atLocalTime(moment.date.days, moment.seconds) : onTheWall(moment)
  ).toString();
}

/**
 * The instant a deadline ends that begins at another, as `fristende` counts it; null when one of the three can't be
 * read, or the beginning has no offset.
 */
export function deadlineAfter(from: string, period: string, kalender: Json | undefined): string | null {
  const start = readDateTime(from);
  const read = readPeriod(period);
  const calendar = readWorkdays(kalender as Value | undefined);
  if (!start || start.zone === null || !read || !calendar) return null;
  return periodLater(start, read, calendar)?.toString() ?? null;
}
