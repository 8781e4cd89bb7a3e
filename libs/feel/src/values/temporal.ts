import { fromDays, padded, secondsPerDay, toDays, weekday } from './calendar.js';
import { isNum, multiply, numberText, subtract, negate } from './number.js';
import type { Num } from './number.js';
import { Special } from './value.js';
import type { Kind, Value } from './value.js';
import { offsetAt, zoneSuffix } from './zone.js';
import type { Zone } from './zone.js';

export class FeelDate extends Special {
  readonly kind: Kind = 'date';
  /** since 1970-01-01 */
  readonly days: number;

  constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {
    super();
    this.days = toDays(year, month, day);
  }

  static ofDays(days: number): FeelDate {
    return new FeelDate(...fromDays(days));
  }

  override property(name: string): Value | undefined {
    switch (name) {
      case 'year':
        return this.year;
      case 'month':
        return this.month;
      case 'day':
        return this.day;
      case 'weekday':
        return weekday(this.days);
    }
    return undefined;
  }

  toString(): string {
    return `${padded(this.year, 4)}-${padded(this.month, 2)}-${padded(this.day, 2)}`;
  }
}

export class FeelTime extends Special {
  readonly kind: Kind = 'time';

  /** `seconds` since midnight, with a fraction down to the nanosecond. */
  constructor(
    readonly seconds: number,
    readonly zone: Zone,
  ) {
    super();
  }

  /** Seconds since midnight in Greenwich; of a local time since its own midnight. */
  get universal(): number {
    return this.zone === null ? this.seconds : this.seconds - offsetAt(this.zone, 0, this.seconds);
  }

  override property(name: string): Value | undefined {
    return clockProperty(name, this.seconds, this.zone, 0);
  }

  toString(): string {
    return clockText(this.seconds) + zoneSuffix(this.zone);
  }
}

export class FeelDateTime extends Special {
  readonly kind: Kind = 'date and time';

  constructor(
    readonly date: FeelDate,
    readonly seconds: number,
    readonly zone: Zone,
  ) {
    super();
  }

  /** Seconds since 1970 UTC; of a local time as if it were UTC. */
  get instant(): number {
    const local = this.date.days * secondsPerDay + this.seconds;
    return this.zone === null ? local : local - offsetAt(this.zone, this.date.days, this.seconds);
  }

  override property(name: string): Value | undefined {
    return this.date.property(name) ?? clockProperty(name, this.seconds, this.zone, this.date.days);
  }

  toString(): string {
    return `${this.date}T${clockText(this.seconds)}${zoneSuffix(this.zone)}`;
  }
}

export class DaysDuration extends Special {
  readonly kind: Kind = 'days and time duration';

  constructor(readonly seconds: Num) {
    super();
  }

  override property(name: string): Value | undefined {
    const { sign, days, hours, minutes, seconds } = partsOf(this.seconds);
    switch (name) {
      case 'days':
        return sign * days + 0;
      case 'hours':
        return sign * hours + 0;
      case 'minutes':
        return sign * minutes + 0;
      case 'seconds':
        return multiply(sign, seconds);
    }
    return undefined;
  }

  toString(): string {
    const { sign, days, hours, minutes, seconds } = partsOf(this.seconds);
    const second = numberText(seconds);
    const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${second === '0' ? '' : `${second}S`}`;
    if (days === 0 && time === '') return 'PT0S';
    return `${sign < 0 ? '-' : ''}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
  }
}

export class MonthsDuration extends Special {
  readonly kind: Kind = 'years and months duration';

  constructor(readonly months: number) {
    super();
  }

  override property(name: string): Value | undefined {
    if (name === 'years') return Math.trunc(this.months / 12) + 0;
    return name === 'months' ? (this.months % 12) + 0 : undefined;
  }

  toString(): string {
    const months = Math.abs(this.months);
    const [y, m] = [Math.floor(months / 12), months % 12];
    if (months === 0) return 'P0M';
    return `${this.months < 0 ? '-' : ''}P${y ? `${y}Y` : ''}${m ? `${m}M` : ''}`;
  }
}

function partsOf(total: Num) {
  const negative = typeof total === 'number' ? total < 0 : total.isNegative();
  const absolute = negative ? negate(total) : total;
  const whole = typeof absolute === 'number' ? Math.floor(absolute) : absolute.floor().toNumber();
  const fraction = subtract(absolute, whole);
  const rest = whole % 60;
  return {
    sign: negative ? -1 : 1,
    days: Math.floor(whole / secondsPerDay),
    hours: Math.floor((whole % secondsPerDay) / 3600),
    minutes: Math.floor((whole % 3600) / 60),
    seconds: isNum(fraction) && fraction !== 0 ? (subtract(absolute, whole - rest) ?? rest) : rest,
  };
}

function clockProperty(name: string, seconds: number, zone: Zone, day: number): Value | undefined {
  switch (name) {
    case 'hour':
      return Math.floor(seconds / 3600);
    case 'minute':
      return Math.floor((seconds % 3600) / 60);
    case 'second':
      return Math.floor(seconds % 60);
    case 'time offset':
      return zone === null ? null : new DaysDuration(offsetAt(zone, day, seconds));
    case 'timezone':
      return zone;
  }
  return undefined;
}

function clockText(seconds: number): string {
  const whole = Math.floor(seconds);
  const fraction = whole === seconds ? '' : numberText(subtract(seconds, whole) ?? 0).slice(1);
  const two = (value: number) => padded(value, 2);
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}${fraction}`;
}
