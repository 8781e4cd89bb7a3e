import { Temporal } from 'temporal-polyfill';
import { padded, secondsPerDay } from './calendar.js';

/** `UTC`, an offset such as `+01:00`, or the name of a region; null is local time. */
export type Zone = string | null;

const offsetPattern = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/;
const furthest = 18 * 3600;

/** Seconds east of Greenwich of a fixed offset; null for a region. */
export function fixedOffset(zone: string): number | null {
  if (zone === 'UTC' || zone === 'Etc/UTC') return 0;
  const match = offsetPattern.exec(zone);
  if (!match) return null;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return match[1] === '-' ? -seconds : seconds;
}

const known = new Set<string>(['UTC']);

/** Whether the time zone is one that was asked for before. */
export function isKnownZone(zone: string): boolean {
  return known.has(zone);
}

/** Whether the time zone exists. */
export function isZone(zone: string): boolean {
  const match = offsetPattern.exec(zone);
  if (match) return Number(match[3]) < 60 && Math.abs(fixedOffset(zone) ?? 0) <= furthest;
  if (known.has(zone)) return true;
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    return false;
  }
  known.add(zone);
  return true;
}

/** Where Temporal's calendar ends the offset of its last day holds. */
const farthestDay = 100_000_000;
let last = { zone: '', day: NaN, seconds: NaN, offset: 0 };

/** Seconds east of Greenwich that hold in a zone at a local time. */
export function offsetAt(zone: string, day: number, secondsOfDay: number): number {
  const fixed = fixedOffset(zone);
  if (fixed !== null) return fixed;
  const seconds = Math.floor(secondsOfDay);
  if (last.zone === zone && last.day === day && last.seconds === seconds) return last.offset;
  const near = Math.max(-farthestDay + 1, Math.min(farthestDay - 1, day));
  const local = Temporal.Instant.fromEpochMilliseconds((near * secondsPerDay + seconds) * 1000)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime();
  const offset = Math.round(local.toZonedDateTime(zone).offsetNanoseconds / 1e9);
  last = { zone, day, seconds, offset };
  return offset;
}

/** Seconds east of Greenwich that hold in a zone at a moment, given in seconds since 1970 UTC. */
export function offsetAtInstant(zone: string, instant: number): number {
  const fixed = fixedOffset(zone);
  if (fixed !== null) return fixed;
  const limit = (farthestDay - 1) * secondsPerDay;
  const near = Math.max(-limit, Math.min(limit, Math.floor(instant)));
  const at = Temporal.Instant.fromEpochMilliseconds(near * 1000).toZonedDateTimeISO(zone);
  return Math.round(at.offsetNanoseconds / 1e9);
}

/** The offset as a zone, such as `+05:30`; none is UTC. */
export function zoneOfOffset(seconds: number): string {
  if (seconds === 0) return 'UTC';
  const whole = Math.abs(Math.trunc(seconds));
  const base = `${seconds < 0 ? '-' : '+'}${padded(Math.floor(whole / 3600), 2)}:${padded(Math.floor((whole % 3600) / 60), 2)}`;
  return whole % 60 === 0 ? base : `${base}:${padded(whole % 60, 2)}`;
}

/** What stands behind a time in its text. */
export function zoneSuffix(zone: Zone): string {
  if (zone === null) return '';
  if (zone === 'UTC') return 'Z';
  return offsetPattern.test(zone) ? zone : `@${zone}`;
}
