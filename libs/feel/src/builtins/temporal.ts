import type { Run } from '../run.js';
import { same } from '../values/compare.js';
import { toDays, weekOfYear, weekday } from '../values/calendar.js';
import type { Num } from '../values/number.js';
import { dateOf, readDate, readDateTime, readDuration, readTime, timeOf } from '../values/read-temporal.js';
import { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration } from '../values/temporal.js';
import type { Value } from '../values/value.js';
import { isKnownZone, isZone, zoneOfOffset } from '../values/zone.js';
import { define, form } from './define.js';
import type { Answer, Builtin } from './define.js';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const temporal: Builtin[] = [
  define(
    'date',
    form(['from: any'], (_run, from) => dateFrom(from)),
    form(
      ['year: number', 'month: number', 'day: number'],
      (_run, year, month, day) => dateOf(Number(year), Number(month), Number(day)) ?? undefined,
    ),
  ),
  define(
    'time',
    form(['from: any'], (run, from) => timeFrom(counted(run, from))),
    form(
      ['hour: number', 'minute: number', 'second: number', 'offset: days and time duration?'],
      (_run, hour, minute, second, offset) =>
        timeOf(Number(hour), Number(minute), Number(second), zoneFrom(offset)) ?? undefined,
    ),
  ),
  define(
    'date and time',
    form(['from: any'], (run, from) => momentFrom(counted(run, from))),
    form(['date: any', 'time: time'], (_run, date, time) => combined(date, time)),
    form(
      [
        'year: number',
        'month: number',
        'day: number',
        'hour: number',
        'minute: number',
        'second: number',
        'offset: any?',
      ],
      (_run, year, month, day, hour, minute, second, offset) =>
        composed([year, month, day], [hour, minute, second], offset ?? null),
    ),
  ),
  define(
    'duration',
    form(['from: any'], (_run, from) =>
      typeof from === 'string' ? (readDuration(from) ?? undefined) : durationOnly(from),
    ),
  ),
  define(
    'years and months duration',
    form(['from: any', 'to: any'], (_run, from, to) => monthsBetween(from, to)),
  ),
  define(
    'now',
    form([], (run) => nowOf(run)),
  ),
  define(
    'today',
    form([], (run) => todayOf(run)),
  ),
  define(
    'day of year',
    ofDate((date) => date.days - toDays(date.year, 1, 1) + 1),
  ),
  define(
    'day of week',
    ofDate((date) => days[weekday(date.days) - 1]!),
  ),
  define(
    'month of year',
    ofDate((date) => months[date.month - 1]!),
  ),
  define(
    'week of year',
    ofDate((date) => weekOfYear(date.days)),
  ),
  define(
    'is',
    form(['value1: any', 'value2: any'], (_run, a, b) => same(a, b)),
  ),
];

function ofDate(body: (date: FeelDate) => Value) {
  return form(['date: any'], (_run, value) => {
    const date = value instanceof FeelDateTime ? value.date : value;
    return date instanceof FeelDate ? body(date) : date === null ? null : undefined;
  });
}

/** Counts the cost of a time zone: whether there is one of the name takes long to find out. */
function counted(run: Run, from: Value): Value {
  const at = typeof from === 'string' ? from.indexOf('@') : -1;
  if (at >= 0 && !isKnownZone((from as string).slice(at + 1))) run.tick(200);
  return from;
}

function only(value: Value): Value {
  return Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
}

function dateFrom(given: Value): Answer {
  const from = only(given);
  if (typeof from === 'string') return readDate(from) ?? undefined;
  if (from instanceof FeelDateTime) return from.date;
  return from instanceof FeelDate || from === null ? from : undefined;
}

/** A date is its midnight, UTC. */
function timeFrom(given: Value): Answer {
  const from = only(given);
  if (typeof from === 'string') return readTime(from) ?? undefined;
  if (from instanceof FeelDateTime) return new FeelTime(from.seconds, from.zone);
  if (from instanceof FeelDate) return new FeelTime(0, 'UTC');
  return from instanceof FeelTime || from === null ? from : undefined;
}

function momentFrom(given: Value): Answer {
  const from = only(given);
  if (typeof from === 'string') return readDateTime(from) ?? undefined;
  if (from instanceof FeelDate) return new FeelDateTime(from, 0, 'UTC');
  return from instanceof FeelDateTime || from === null ? from : undefined;
}

function combined(given: Value, time: FeelTime): Answer {
  const date = only(given);
  const day = date instanceof FeelDateTime ? date.date : date;
  if (day instanceof FeelDate) return new FeelDateTime(day, time.seconds, time.zone);
  return day === null ? null : undefined;
}

function composed([year, month, day]: Num[], [hour, minute, second]: Num[], offset: Value): Answer {
  if (offset !== null && !(offset instanceof DaysDuration) && !(typeof offset === 'string' && isZone(offset)))
    return undefined;
  const zone = typeof offset === 'string' ? offset : zoneFrom(offset ?? undefined);
  const date = dateOf(Number(year), Number(month), Number(day));
  const time = timeOf(Number(hour), Number(minute), Number(second), zone);
  return date && time ? new FeelDateTime(date, time.seconds, zone) : undefined;
}

function zoneFrom(offset: DaysDuration | undefined): string | null {
  return offset ? zoneOfOffset(Number(offset.seconds)) : null;
}

function durationOnly(from: Value): Answer {
  return from instanceof DaysDuration || from instanceof MonthsDuration || from === null ? from : undefined;
}

/** Whole months from one day to another. */
function monthsBetween(from: Value, to: Value): Answer {
  const [a, b] = [from, to].map((value) => (value instanceof FeelDateTime ? value.date : value));
  if (a === null || b === null) return null;
  if (!(a instanceof FeelDate) || !(b instanceof FeelDate)) return undefined;
  const whole = (b.year - a.year) * 12 + b.month - a.month;
  if (whole > 0 && b.day < a.day) return new MonthsDuration(whole - 1);
  return new MonthsDuration(whole < 0 && b.day > a.day ? whole + 1 : whole);
}

let last: { text: string; moment: FeelDateTime | null } = { text: '', moment: null };

/** The instant that came in from outside; without an offset it counts as local time. */
export function nowOf(run: Run): Answer {
  if (last.text !== run.now) last = { text: run.now, moment: readDateTime(run.now) };
  return last.moment ?? undefined;
}

function todayOf(run: Run): Answer {
  const now = nowOf(run);
  return now instanceof FeelDateTime ? now.date : now;
}
