import { formatInstant, parseInstant } from './instant.js';

/** An ISO 8601 duration: calendar part and clock part, each with its sign. */
export interface Duration {
  months: number;
  milliseconds: number;
}

const pattern =
  /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Reads `P1Y2M3W4DT5H6M7.8S`; null: not a duration. */
export function parseDuration(text: string): Duration | null {
  const match = pattern.exec(text.trim());
  if (!match || /[PT]$/.test(text.trim())) return null;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(2)
    .map((part) => Number(part ?? 0));
  const sign = match[1] ? -1 : 1;
  const clock = (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0);
  return {
    months: sign * ((years ?? 0) * 12 + (months ?? 0)),
    milliseconds: sign * Math.round((clock * 60 + (seconds ?? 0)) * 1000),
  };
}

/** What ISO 8601 writes with four digits for the year, a day apart from its ends for the offsets. */
const first = Date.parse('0001-01-02T00:00:00Z');
const last = Date.UTC(9999, 11, 30);

/**
 * The instant a duration later, in the offset of `from`; a month ends on its last day. Null: not readable, or beyond
 * the year 9999.
 */
export function addDuration(from: string, duration: string): string | null {
  const start = parseInstant(from);
  const span = parseDuration(duration);
  if (!start || !span) return null;
  const local = new Date(start.epoch + start.offset * 60_000);
  if (span.months !== 0) {
    const day = local.getUTCDate();
    local.setUTCDate(1);
    local.setUTCMonth(local.getUTCMonth() + span.months);
    const end = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
    local.setUTCDate(Math.min(day, end));
  }
  const epoch = local.getTime() - start.offset * 60_000 + span.milliseconds;
  return epoch >= first && epoch <= last ? formatInstant({ ...start, epoch }) : null;
}
