import { daysInMonth, fromDays, secondsPerDay, weekday } from './calendar.js';
import { holidays, laender } from './holidays.js';
import { dateOf, readDate } from './read-temporal.js';
import { FeelDate, FeelDateTime } from './temporal.js';
import { isContext } from './value.js';
import type { Value } from './value.js';
import { offsetAt, offsetAtInstant, zoneOfOffset } from './zone.js';

/** Which days people work on: all but weekends, the holidays of the Land and free days of their own. */
export interface Workdays {
  land: string;
  free: ReadonlySet<number>;
}

/** Where deadlines are counted. */
const zone = 'Europe/Berlin';
const none: ReadonlySet<number> = new Set();
const usual: Workdays = { land: 'NW', free: none };

/** Reads `{ land, freieTage }`; nothing is North Rhine-Westphalia, null is no such calendar. */
export function readWorkdays(value: Value | undefined): Workdays | null {
  if (value === undefined || value === null) return usual;
  if (!isContext(value)) return null;
  const { land = usual.land, freieTage = [] } = value;
  if (typeof land !== 'string' || !laender.includes(land) || !Array.isArray(freieTage)) return null;
  const days = freieTage.map((day) => (typeof day === 'string' ? readDate(day) : day));
  if (!days.every((day) => day instanceof FeelDate)) return null;
  return { land, free: new Set(days.map((day) => day.days)) };
}

export function isWorkday(days: number, { land, free }: Workdays): boolean {
  if (weekday(days) > 5 || free.has(days)) return false;
  return !holidays(land, fromDays(days)[0]).has(days);
}

/** The workday `count` workdays later, earlier when negative; the same day for 0. */
export function workdaysLater(days: number, count: number, calendar: Workdays): number {
  const step = count < 0 ? -1 : 1;
  let [day, left] = [days, Math.abs(count)];
  while (left > 0) {
    day += step;
    if (isWorkday(day, calendar)) left -= 1;
  }
  return day;
}

/** The day itself, else the next workday (§ 193 BGB, § 31 Abs. 3 VwVfG). */
export function nextWorkday(days: number, calendar: Workdays): number {
  return isWorkday(days, calendar) ? days : workdaysLater(days, 1, calendar);
}

/** The clock on the wall: a moment with a zone as it is in Germany, one without as it is. */
export function onTheWall(moment: FeelDateTime): FeelDateTime {
  return moment.zone === null ? moment : atInstant(moment.instant);
}

const lastMoment = secondsPerDay - 1e-6;

function atInstant(instant: number): FeelDateTime {
  const offset = offsetAtInstant(zone, instant);
  const day = Math.floor((instant + offset) / secondsPerDay);
  // Beside the seconds since 1970 a double has room for microseconds and then for noise.
  const seconds = Math.min(Math.round((instant + offset - day * secondsPerDay) * 1e6) / 1e6, lastMoment);
  return new FeelDateTime(FeelDate.ofDays(day), seconds, zoneOfOffset(offset));
}

/**
 * The same time of day on another day, whatever the offset is then. A time that the clock skips is an hour later; of one
 * that it shows twice the first.
 */
export function onDay(moment: FeelDateTime, days: number): FeelDateTime {
  const { seconds, zone: given } = moment;
  if (days === moment.date.days) return moment;
  return given === null ? new FeelDateTime(FeelDate.ofDays(days), seconds, null) : atLocalTime(days, seconds);
}

/** What the clock on the wall shows, as an instant. */
export function atLocalTime(days: number, seconds: number): FeelDateTime {
  const local = days * secondsPerDay + seconds;
  const offset = offsetAt(zone, days, seconds);
  const real = offsetAtInstant(zone, local - offset);
  return atInstant(local - Math.min(offset, real));
}

/** What a deadline is written as: `P14D`, `P1M`, `PT4H` or `5 Arbeitstage`. */
export interface Period {
  workdays: number;
  months: number;
  days: number;
  seconds: number;
}

const iso = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const farthest = 100_000;

/** Reads a deadline; null when it is none, or longer than anybody waits (100,000 days). */
export function readPeriod(text: string): Period | null {
  const worked = /^(\d{1,4}) Arbeitstage?$/.exec(text.trim());
  if (worked) return { workdays: Number(worked[1]), months: 0, days: 0, seconds: 0 };
  const match = /[PT]$/.test(text.trim()) ? null : iso.exec(text.trim());
  if (!match) return null;
  const [y = 0, m = 0, w = 0, d = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const period = {
    workdays: 0,
    months: y * 12 + m,
    days: w * 7 + d,
    seconds: hour * 3600 + minute * 60 + second,
  };
  return period.months > 2400 || period.days > farthest || period.seconds > farthest * secondsPerDay
    ? null
    : period;
}

/** The moment a deadline ends that begins at another: days end at the same time of day, hours count as they pass. */
export function periodLater(from: FeelDateTime, period: Period, calendar: Workdays): FeelDateTime | null {
  const start = onTheWall(from);
  const date = monthsLater(start.date, period.months);
  if (!date) return null;
  const moment = onDay(start, workdaysLater(date.days + period.days, period.workdays, calendar));
  if (period.seconds === 0) return moment;
  if (moment.zone !== null) return atInstant(moment.instant + period.seconds);
  const total = moment.date.days * secondsPerDay + moment.seconds + period.seconds;
  const days = Math.floor(total / secondsPerDay);
  return new FeelDateTime(FeelDate.ofDays(days), total - days * secondsPerDay, null);
}

function monthsLater(date: FeelDate, months: number): FeelDate | null {
  const total = date.year * 12 + date.month - 1 + months;
  const [year, month] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1];
  return dateOf(year, month, Math.min(date.day, daysInMonth(year, month)));
}
