import { daysInMonth, maxYear, secondsPerDay } from './calendar.js';
import * as numbers from './number.js';
import { isNum } from './number.js';
import type { Num } from './number.js';
import { dateOf } from './read-temporal.js';
import { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration } from './temporal.js';
import type { Value } from './value.js';
import { offsetAt, offsetAtInstant } from './zone.js';

/** Undefined: these do not go together; null: there is no such value. */
export type Result = Value | undefined;

const farthest = secondsPerDay * 366 * maxYear;

export function addValues(a: Value, b: Value): Result {
  if (isNum(a) && isNum(b)) return numbers.add(a, b);
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (b instanceof DaysDuration)
    return a instanceof DaysDuration ? days(numbers.add(a.seconds, b.seconds)) : later(a, b.seconds);
  if (b instanceof MonthsDuration)
    return a instanceof MonthsDuration ? months(a.months + b.months) : monthsLater(a, b.months);
  return a instanceof DaysDuration || a instanceof MonthsDuration ? addIfPoint(b, a) : undefined;
}

function addIfPoint(point: Value, duration: DaysDuration | MonthsDuration): Result {
  return duration instanceof DaysDuration
    ? later(point, duration.seconds)
    : monthsLater(point, duration.months);
}

export function subtractValues(a: Value, b: Value): Result {
  if (isNum(a) && isNum(b)) return numbers.subtract(a, b);
  if (b instanceof DaysDuration)
    return a instanceof DaysDuration
      ? days(numbers.subtract(a.seconds, b.seconds))
      : later(a, numbers.negate(b.seconds));
  if (b instanceof MonthsDuration)
    return a instanceof MonthsDuration ? months(a.months - b.months) : monthsLater(a, -b.months);
  return between(a, b);
}

export function multiplyValues(a: Value, b: Value): Result {
  if (isNum(a)) {
    if (isNum(b)) return numbers.multiply(a, b);
    if (b instanceof DaysDuration) return days(numbers.multiply(b.seconds, a));
    return b instanceof MonthsDuration ? months(numbers.multiply(b.months, a)) : undefined;
  }
  return isNum(b) ? multiplyValues(b, a) : undefined;
}

export function divideValues(a: Value, b: Value): Result {
  if (isNum(b)) {
    if (isNum(a)) return numbers.divide(a, b);
    if (a instanceof DaysDuration) return days(numbers.divide(a.seconds, b));
    return a instanceof MonthsDuration ? months(numbers.divide(a.months, b)) : undefined;
  }
  if (a instanceof DaysDuration && b instanceof DaysDuration) return numbers.divide(a.seconds, b.seconds);
  if (a instanceof MonthsDuration && b instanceof MonthsDuration) return numbers.divide(a.months, b.months);
  return undefined;
}

export function powerOf(a: Value, b: Value): Result {
  return isNum(a) && isNum(b) ? numbers.power(a, b) : undefined;
}

export function negateValue(a: Value): Result {
  if (isNum(a)) return numbers.negate(a);
  if (a instanceof DaysDuration) return new DaysDuration(numbers.negate(a.seconds));
  return a instanceof MonthsDuration ? new MonthsDuration(0 - a.months) : undefined;
}

function days(seconds: Num | null): DaysDuration | null {
  return seconds === null || numbers.big(seconds).abs().greaterThan(farthest)
    ? null
    : new DaysDuration(seconds);
}

function months(total: Num | null): MonthsDuration | null {
  if (total === null) return null;
  const whole = Math.trunc(Number(total));
  return Math.abs(whole) > 24 * maxYear ? null : new MonthsDuration(whole + 0);
}

function later(a: Value, seconds: Num): Result {
  if (a instanceof FeelTime) {
    const total = numbers.add(a.seconds, seconds);
    return total === null ? null : new FeelTime(split(total)[1], a.zone);
  }
  if (a instanceof FeelDate) return dateLater(a, split(seconds)[0]);
  return a instanceof FeelDateTime ? momentLater(a, seconds) : undefined;
}

function momentLater(a: FeelDateTime, seconds: Num): FeelDateTime | null {
  const before = a.zone === null ? 0 : offsetAt(a.zone, a.date.days, a.seconds);
  const universal = numbers.add(a.seconds - before, seconds);
  if (universal === null) return null;
  const instant = a.date.days * secondsPerDay + Number(universal);
  const after = a.zone === null ? 0 : offsetAtInstant(a.zone, instant);
  const [count, rest] = split(numbers.add(universal, after) ?? universal);
  const date = dateLater(a.date, count);
  return date && new FeelDateTime(date, rest, a.zone);
}

/** Whole days, and the seconds of the last one. */
function split(seconds: Num): [count: number, rest: number] {
  const count = Math.floor(Number(seconds) / secondsPerDay);
  return [count, Number(numbers.subtract(seconds, count * secondsPerDay) ?? 0)];
}

function dateLater(date: FeelDate, count: number): FeelDate | null {
  if (count === 0) return date;
  if (!(Math.abs(count) < 366 * maxYear)) return null;
  const moved = FeelDate.ofDays(date.days + count);
  return Math.abs(moved.year) > maxYear ? null : moved;
}

/** Of a day that the month does not have, its last. */
function monthsLater(a: Value, count: number): Result {
  if (a instanceof FeelDateTime) {
    const date = monthsLater(a.date, count);
    return date instanceof FeelDate ? new FeelDateTime(date, a.seconds, a.zone) : null;
  }
  if (!(a instanceof FeelDate)) return undefined;
  const total = a.year * 12 + a.month - 1 + count;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return dateOf(year, month, Math.min(a.day, daysInMonth(year, month)));
}

/** The time from b to a. A date beside a date and time is its midnight, UTC. */
function between(a: Value, b: Value): Result {
  if (a instanceof FeelDate && b instanceof FeelDate) return days((a.days - b.days) * secondsPerDay);
  if (a instanceof FeelTime && b instanceof FeelTime) {
    if ((a.zone === null) !== (b.zone === null)) return undefined;
    return days(numbers.subtract(a.universal, b.universal));
  }
  const [first, second] = [asMoment(a), asMoment(b)];
  if (!first || !second || (first.zone === null) !== (second.zone === null)) return undefined;
  const whole = (first.date.days - second.date.days) * secondsPerDay - zoneOffset(first) + zoneOffset(second);
  const rest = numbers.subtract(first.seconds, second.seconds);
  return rest === null ? null : days(numbers.add(whole, rest));
}

function zoneOffset({ zone, date, seconds }: FeelDateTime): number {
  return zone === null ? 0 : offsetAt(zone, date.days, seconds);
}

function asMoment(value: Value): FeelDateTime | null {
  if (value instanceof FeelDateTime) return value;
  return value instanceof FeelDate ? new FeelDateTime(value, 0, 'UTC') : null;
}
