import type { Run } from '../run.js';
import { FeelDate, FeelDateTime, DaysDuration, MonthsDuration } from '../values/temporal.js';
import type { Value } from '../values/value.js';
import {
  isWorkday,
  nextWorkday,
  onDay,
  onTheWall,
  periodLater,
  readPeriod,
  readWorkdays,
  workdaysLater,
} from '../values/workdays.js';
import type { Workdays } from '../values/workdays.js';
import { define, form } from './define.js';
import type { Answer, Builtin } from './define.js';
import { nowOf } from './temporal.js';

/** Deadlines as German administrations count them; the calendar is the argument, else the variable `kalender`. */
export const workdays: Builtin[] = [
  define(
    'arbeitstage',
    form(['von: any', 'anzahl: number', 'kalender: context?'], (run, from, count, calendar) => {
      const whole = Number(count);
      if (!Number.isInteger(whole) || Math.abs(whole) > 10_000) return undefined;
      run.tick(Math.abs(whole));
      return moved(run, from, calendar, (day, days) => workdaysLater(day, whole, days));
    }),
  ),
  define(
    'naechster arbeitstag',
    form(['zeitpunkt: any', 'kalender: context?'], (run, moment, calendar) =>
      moved(run, moment, calendar, nextWorkday),
    ),
  ),
  define(
    'ist arbeitstag',
    form(['tag: any', 'kalender: context?'], (run, day, calendar) => {
      const days = calendarOf(run, calendar);
      const date = day instanceof FeelDateTime ? onTheWall(day).date : day;
      if (date === null) return null;
      return days && date instanceof FeelDate ? isWorkday(date.days, days) : undefined;
    }),
  ),
  define(
    'fristende',
    form(['dauer: any'], (run, period) => endOf(run, nowOf(run) ?? null, period, undefined)),
    form(['von: any', 'dauer: any', 'kalender: context?'], endOf),
  ),
];

function calendarOf(run: Run, given: Value | undefined): Workdays | null {
  return readWorkdays(given ?? (run.context['kalender'] as Value | undefined));
}

function moved(
  run: Run,
  from: Value,
  calendar: Value | undefined,
  to: (day: number, calendar: Workdays) => number,
): Answer {
  const days = calendarOf(run, calendar);
  if (from === null) return null;
  if (!days) return undefined;
  if (from instanceof FeelDate) return FeelDate.ofDays(to(from.days, days));
  if (!(from instanceof FeelDateTime)) return undefined;
  const wall = onTheWall(from);
  return onDay(wall, to(wall.date.days, days));
}

/** A date has no hours: a deadline in hours from one is not known. */
function endOf(run: Run, from: Value, given: Value, calendar: Value | undefined): Answer {
  const days = calendarOf(run, calendar);
  if (from === null || given === null) return null;
  const text = given instanceof DaysDuration || given instanceof MonthsDuration ? given.toString() : given;
  const period = typeof text === 'string' ? readPeriod(text) : null;
  if (!days || !period) return undefined;
  run.tick(period.workdays);
  if (from instanceof FeelDateTime) return periodLater(from, period, days) ?? undefined;
  if (!(from instanceof FeelDate) || period.seconds > 0) return undefined;
  return periodLater(new FeelDateTime(from, 0, null), period, days)?.date;
}
