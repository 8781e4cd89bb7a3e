import { daysInMonth, maxYear, secondsPerDay } from './calendar.js';
import { add, multiply, negate, parseNumber } from './number.js';
import type { Num } from './number.js';
import { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration } from './temporal.js';
import type { Special } from './value.js';
import { isZone } from './zone.js';
import type { Zone } from './zone.js';

const datePattern = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d{2})-(\d{2})$/;
const timePattern = /^(\d{2}):(\d{2})(?::(\d{2}(?:\.\d{1,9})?)\d*)?(Z|z|[+-]\d{2}:\d{2}(?::\d{2})?|@.+)?$/;
const durationPattern =
  /^(-)?P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?)S)?)?$/;

/** A calendar date, or null when there is no such day. */
export function dateOf(year: number, month: number, day: number): FeelDate | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null;
  if (Math.abs(year) > maxYear || month < 1 || month > 12) return null;
  return day < 1 || day > daysInMonth(year, month) ? null : new FeelDate(year, month, day);
}

export function readDate(text: string): FeelDate | null {
  const match = text.length < 20 ? datePattern.exec(text) : null;
  return match && dateOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

export function readTime(text: string): FeelTime | null {
  const match = text.length < 100 ? timePattern.exec(text) : null;
  if (!match) return null;
  const zone = zoneOf(match[4]);
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  return zone === undefined ? null : timeOf(hour, minute, second, zone);
}

/** Undefined when there is no such zone. */
function zoneOf(text: string | undefined): Zone | undefined {
  if (text === undefined) return null;
  if (text === 'Z' || text === 'z') return 'UTC';
  const zone = text.startsWith('@') ? text.slice(1) : text;
  if (!isZone(zone)) return undefined;
  return /^[+-][0:]+$/.test(zone) ? 'UTC' : zone;
}

/** A time of the day, or null when the clock has none such. */
export function timeOf(hour: number, minute: number, second: number, zone: Zone): FeelTime | null {
  if (!Number.isInteger(hour) || !Number.isInteger(minute)) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || !(second >= 0) || second >= 60) return null;
  const seconds = add(hour * 3600 + minute * 60, second);
  return typeof seconds === 'number' ? new FeelTime(seconds, zone) : null;
}

/** A date alone counts as its midnight. */
export function readDateTime(text: string): FeelDateTime | null {
  const at = text.indexOf('T');
  const date = readDate(at < 0 ? text : text.slice(0, at));
  if (!date) return null;
  const time = at < 0 ? new FeelTime(0, null) : readTime(text.slice(at + 1));
  return time && new FeelDateTime(date, time.seconds, time.zone);
}

const mostMonths = 12 * maxYear * 2;

export function readDuration(text: string): DaysDuration | MonthsDuration | null {
  const match = text.length < 60 ? durationPattern.exec(text) : null;
  if (!match) return null;
  const [, sign, years, months, days, hours, minutes, seconds] = match;
  const inMonths = years !== undefined || months !== undefined;
  const inDays = days !== undefined || hours !== undefined || minutes !== undefined || seconds !== undefined;
  if (inMonths && inDays) return null;
  if (inMonths) {
    const total = Number(years ?? 0) * 12 + Number(months ?? 0);
    return total > mostMonths ? null : new MonthsDuration(sign ? 0 - total : total);
  }
  let total: Num | null = parseNumber(seconds ?? '0');
  for (const [part, unit] of [
    [days, secondsPerDay],
    [hours, 3600],
    [minutes, 60],
  ] as const) {
    const share = part === undefined ? 0 : multiply(parseNumber(part) ?? 0, unit);
    total = total === null || share === null ? null : add(total, share);
  }
  return total === null ? null : new DaysDuration(sign ? negate(total) : total);
}

/** The value of `@"…"`, or null when the text is none of the temporal kinds. */
export function readTemporal(text: string): Special | null {
  if (/^-?P/.test(text)) return readDuration(text);
  if (text.includes('T') && datePattern.test(text.slice(0, text.indexOf('T')))) return readDateTime(text);
  return datePattern.test(text) ? readDate(text) : readTime(text);
}
