import { addDuration, parseDuration } from './duration.js';
import { formatInstant, parseInstant } from './instant.js';

/** When a timer fires first, how often after that (null: for ever), and every what. */
export interface Schedule {
  due: string;
  repeat: number | null;
  every: string | null;
}

type Form = 'date' | 'duration' | 'cycle';

/** Reads a timer definition against the present; null: the text does not say when. */
export function schedule(form: Form, text: string, now: string): Schedule | null {
  if (form === 'date') return once(dateDue(text, now));
  if (form === 'duration') return once(addDuration(now, text.trim()));
  return cycle(text.trim(), now);
}

function once(due: string | null): Schedule | null {
  return due === null ? null : { due, repeat: 0, every: null };
}

function dateDue(text: string, now: string): string | null {
  const instant = parseInstant(text, parseInstant(now)?.offset ?? 0);
  return instant && formatInstant(instant);
}

/** `R3/PT1H`, `R/PT1H`, `R3/2026-03-02T09:00:00Z/PT1H`. */
function cycle(text: string, now: string): Schedule | null {
  const [repetition, ...rest] = text.split('/');
  const match = /^R(-1|\d*)$/.exec(repetition ?? '');
  const every = rest[rest.length - 1];
  if (!match || every === undefined || rest.length > 2) return null;
  const duration = parseDuration(every);
  if (!duration || (duration.months <= 0 && duration.milliseconds <= 0)) return null;
  const count = match[1] === '' || match[1] === '-1' ? null : Number(match[1]);
  if (count === 0) return null;
  const due = rest.length === 2 ? dateDue(rest[0] ?? '', now) : addDuration(now, every);
  return due === null ? null : { due, repeat: count === null ? null : count - 1, every };
}
