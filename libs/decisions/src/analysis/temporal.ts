import type { Constant } from './cells.js';

const day = 86_400_000;
const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;
const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?$/;
const days = /^(-)?P(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?$/;
const months = /^(-)?P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?$/;

/**
 * A date as the number of its day, a date and time or a duration of days as seconds, one of years as months; null for
 * what is no such value. `maker`: the FEEL function that makes it, null in `@"…"`.
 */
export function temporalOf(maker: string | null, text: string): Constant | null {
  if (maker === null || maker === 'date') {
    const value = Date.parse(`${text}T00:00:00Z`) / day;
    if (/^\d{4}-\d\d-\d\d$/.test(text) && Number.isInteger(value) && dateText(value) === text)
      return { kind: 'date', value };
  }
  if (maker === null || maker === 'date and time') {
    if (zoned.test(text)) return moment('date and time', Date.parse(text));
    if (local.test(text)) return moment('local date and time', Date.parse(`${text}Z`));
  }
  return maker === null || maker === 'duration' ? durationOf(text) : null;
}

function moment(kind: Constant['kind'], milliseconds: number): Constant | null {
  return Number.isNaN(milliseconds) ? null : { kind, value: milliseconds / 1000 };
}

function durationOf(text: string): Constant | null {
  const [, less, ...parts] = days.exec(text) ?? [];
  const [, fewer, years, rest] = months.exec(text) ?? [];
  if (years !== undefined || rest !== undefined) {
    const value = Number(years ?? 0) * 12 + Number(rest ?? 0);
    return { kind: 'years and months duration', value: fewer ? 0 - value : value };
  }
  if (parts.every((part) => part === undefined)) return null;
  const [d = 0, h = 0, m = 0, s = 0] = parts.map((part) => Number(part ?? 0));
  const value = ((d * 24 + h) * 60 + m) * 60 + s;
  return { kind: 'days and time duration', value: less ? 0 - value : value };
}

/** The day of a date as FEEL writes it. */
export function dateText(value: number): string {
  return new Date(value * day).toISOString().replace(/T.*/, '').replace(/^\+0*/, '');
}

/** A temporal value as ISO 8601 writes it. */
export function isoText({ kind, value }: Constant): string {
  const number = Number(value);
  if (kind === 'date') return dateText(number);
  if (kind === 'years and months duration') return `${number < 0 ? '-' : ''}P${monthsText(Math.abs(number))}`;
  if (kind === 'days and time duration') return `${number < 0 ? '-' : ''}P${secondsText(Math.abs(number))}`;
  const text = new Date(Math.round(number * 1000)).toISOString().replace(/\.000Z$/, 'Z');
  return kind === 'date and time' ? text : text.slice(0, -1);
}

function monthsText(count: number): string {
  const years = Math.floor(count / 12);
  const rest = count % 12;
  return `${years > 0 ? `${years}Y` : ''}${rest > 0 || years === 0 ? `${rest}M` : ''}`;
}

function secondsText(count: number): string {
  const whole = Math.floor(count / 86_400);
  const rest = Math.round((count % 86_400) * 1000) / 1000;
  const hours = Math.floor(rest / 3600);
  const minutes = Math.floor((rest % 3600) / 60);
  const seconds = Math.round((rest % 60) * 1000) / 1000;
  const time = [hours && `${hours}H`, minutes && `${minutes}M`, seconds && `${seconds}S`].filter(Boolean);
  if (time.length === 0) return whole === 0 ? 'T0S' : `${whole}D`;
  return `${whole > 0 ? `${whole}D` : ''}T${time.join('')}`;
}
