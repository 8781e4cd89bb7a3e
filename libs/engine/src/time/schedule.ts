import { deadlineAfter } from '@zusteuerung/feel';
import type { Json } from '../types.js';
import { addDuration, parseDuration } from './duration.js';
import type { Duration } from './duration.js';
import { formatInstant, parseInstant } from './instant.js';

/** When a timer fires first, how often after that (null: for ever), and every what. */
export interface Schedule {
  due: string;
  repeat: number | null;
  every: string | null;
}

type Form = 'date' | 'duration' | 'cycle';

/** Reads a timer definition against the present; null: the text does not say when. */
export function schedule(form: Form, text: string, now: string, kalender?: Json): Schedule | null {
  if (form === 'date') return once(dateDue(text, now));
  if (form === 'duration') return once(deadline(now, text.trim(), kalender));
  return cycle(text.trim(), now);
}

/** Working days need no calendar of the case; with one, days end at the same time of day whatever the clock does. */
function deadline(now: string, text: string, kalender?: Json): string | null {
  const counted = kalender !== undefined || !parseDuration(text);
  return (counted ? deadlineAfter(now, text, kalender) : null) ?? addDuration(now, text);
}

function once(due: string | null): Schedule | null {
  return due === null ? null : { due, repeat: 0, every: null };
}

function dateDue(text: string, now: string): string | null {
  const instant = parseInstant(text, parseInstant(now)?.offset ?? 0);
  return instant && formatInstant(instant);
}

/** `R3/PT1H`, `R/PT1H`, `R3/2026-03-02T09:00:00Z/PT1H`; what lies in the past counts, but is not caught up on. */
function cycle(text: string, now: string): Schedule | null {
  const [repetition, ...rest] = text.split('/');
  const match = /^R(-1|\d{0,9})$/.exec(repetition ?? '');
  const every = rest[rest.length - 1];
  if (!match || every === undefined || rest.length > 2) return null;
  const duration = parseDuration(every);
  if (!duration || (duration.months <= 0 && duration.milliseconds <= 0)) return null;
  const count = match[1] === '' || match[1] === '-1' ? null : Number(match[1]);
  if (count === 0) return null;
  const repeat = count === null ? null : count - 1;
  if (rest.length === 1) return first(addDuration(now, every), repeat, every);
  const due = dateDue(rest[0] ?? '', now);
  return due === null ? null : upcoming(due, repeat, every, duration, now);
}

function first(due: string | null, repeat: number | null, every: string): Schedule | null {
  return due === null ? null : { due, repeat, every };
}

/** The first time that is not over yet; the last one when all are. */
function upcoming(
  start: string,
  repeat: number | null,
  every: string,
  { months, milliseconds }: Duration,
  now: string,
): Schedule | null {
  const behind = epoch(now) - epoch(start);
  // Whole steps at once where they are equally long, so that a long past costs nothing.
  const steps = months === 0 ? Math.ceil(behind / milliseconds) : 0;
  const skipped = Math.max(0, Math.min(steps, repeat ?? steps));
  let due = addDuration(start, `PT${(skipped * milliseconds) / 1000}S`);
  let left = repeat === null ? null : repeat - skipped;
  while (due !== null && epoch(due) < epoch(now) && left !== 0) {
    due = addDuration(due, every);
    if (left !== null) left -= 1;
  }
  return first(due, left, every);
}

function epoch(instant: string): number {
  return parseInstant(instant)?.epoch ?? 0;
}
