/** A point in time, and how many minutes its clock is ahead of UTC (null offset text: `Z`). */
export interface Instant {
  epoch: number;
  offset: number;
}

const pattern =
  /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(?:(Z|[+-]\d{2}:?\d{2})(?:[@[].*)?)?$/;

/**
 * Reads an ISO 8601 date and time; without an offset it is UTC or that of `defaultOffset` minutes. Null: unreadable, no
 * such day, or a time zone without the offset that it had then.
 */
export function parseInstant(text: string, defaultOffset = 0): Instant | null {
  const match = pattern.exec(text.trim());
  if (!match) return null;
  const offset = match[3] === undefined ? defaultOffset : offsetMinutes(match[3]);
  if (!isDay(match[1] ?? '')) return null;
  const epoch = Date.parse(`${match[1]}T${match[2] ?? '00:00'}Z`) - offset * 60_000;
  return Number.isNaN(epoch) ? null : { epoch, offset };
}

/** Writes an instant in its own offset, without milliseconds when there are none. */
export function formatInstant({ epoch, offset }: Instant): string {
  const local = new Date(epoch + offset * 60_000).toISOString().replace('.000Z', 'Z').slice(0, -1);
  if (offset === 0) return `${local}Z`;
  const minutes = Math.abs(offset);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function offsetMinutes(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}

/** 30 February would otherwise be read as 2 March. */
function isDay(text: string): boolean {
  const midnight = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}
