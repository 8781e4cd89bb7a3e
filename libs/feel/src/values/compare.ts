import { Decimal } from 'decimal.js';
import { compareNumbers, isNum } from './number.js';
import { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration } from './temporal.js';
import { Special, kindOf } from './value.js';
import type { Entries, Value } from './value.js';

/** Below, equal or above zero as a is before, equal to or after b; null when they have no order. */
export function compareValues(a: Value, b: Value): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (isNum(a)) return isNum(b) ? compareNumbers(a, b) : null;
  return a instanceof Special && b instanceof Special ? compareSpecials(a, b) : null;
}

function compareSpecials(a: Special, b: Special): number | null {
  if (a instanceof FeelDate && b instanceof FeelDate) return sign(a.days - b.days);
  if (isDay(a)) return isDay(b) ? compareMoments(momentOf(a), momentOf(b)) : null;
  if (a instanceof FeelTime)
    return b instanceof FeelTime && sameSort(a, b) ? sign(a.universal - b.universal) : null;
  if (a instanceof DaysDuration)
    return b instanceof DaysDuration ? compareNumbers(a.seconds, b.seconds) : null;
  if (a instanceof MonthsDuration) return b instanceof MonthsDuration ? sign(a.months - b.months) : null;
  return null;
}

function isDay(value: Value): value is FeelDate | FeelDateTime {
  return value instanceof FeelDate || value instanceof FeelDateTime;
}

/** A date beside a date and time is its midnight, UTC (DMN 1.5, 10.3.2.9.4). */
function momentOf(value: FeelDate | FeelDateTime): FeelDateTime {
  return value instanceof FeelDate ? new FeelDateTime(value, 0, 'UTC') : value;
}

function compareMoments(a: FeelDateTime, b: FeelDateTime): number | null {
  if (!sameSort(a, b)) return null;
  return a.zone === b.zone && a.date.days === b.date.days
    ? sign(a.seconds - b.seconds)
    : sign(a.instant - b.instant);
}

/** Both local, or both with a zone. */
function sameSort(a: FeelTime | FeelDateTime, b: FeelTime | FeelDateTime): boolean {
  return (a.zone === null) === (b.zone === null);
}

function sign(difference: number): number {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

/** Null when the kinds differ; null itself equals only null. A list of one element counts as the element. */
export function equals(a: Value, b: Value): boolean | null {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a !== 'object' && typeof b !== 'object') return typeof a === typeof b ? false : null;
  if (Array.isArray(a))
    return Array.isArray(b) ? equalLists(a, b) : a.length === 1 ? equals(a[0] ?? null, b) : null;
  if (Array.isArray(b)) return b.length === 1 ? equals(a, b[0] ?? null) : null;
  if (isNum(a)) return isNum(b) ? compareNumbers(a, b) === 0 : null;
  if (a instanceof Special || b instanceof Special || typeof a !== 'object' || typeof b !== 'object')
    return equalSpecials(a, b);
  return b instanceof Decimal || a instanceof Decimal ? null : equalContexts(a, b);
}

function equalLists(a: Value[], b: Value[]): boolean {
  return a.length === b.length && a.every((element, i) => equals(element, b[i] ?? null) === true);
}

function equalContexts(a: Entries, b: Entries): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equals(a[key] ?? null, b[key] ?? null) === true)
  );
}

function equalSpecials(a: Value, b: Value): boolean | null {
  const order = compareValues(a, b);
  if (kindOf(a) !== kindOf(b)) return order === null ? null : order === 0;
  return a instanceof Special && b instanceof Special && a.kind === 'range' ? equalParts(a, b) : order === 0;
}

const rangeParts = ['start', 'end', 'start included', 'end included'];

function equalParts(a: Special, b: Special): boolean {
  return rangeParts.every((part) => equals(a.property(part) ?? null, b.property(part) ?? null) === true);
}

/** As `equals`, but times are the same only with the same offset, and values of different kinds differ. */
export function same(a: Value, b: Value): boolean {
  if (kindOf(a) !== kindOf(b) || equals(a, b) !== true) return false;
  if (a instanceof FeelTime) return a.seconds === (b as FeelTime).seconds;
  return !(a instanceof FeelDateTime) || sameClock(a, b as FeelDateTime);
}

function sameClock(a: FeelDateTime, b: FeelDateTime): boolean {
  return a.seconds === b.seconds && a.date.days === b.date.days;
}
