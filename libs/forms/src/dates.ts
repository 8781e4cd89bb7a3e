const time = String.raw`([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?`;
const zone = String.raw`(Z|[+-]\d{2}:\d{2})?`;
const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const germanDate = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const clock = new RegExp(`^${time}${zone}$`);
const germanClock = /^(\d{1,2})[:.](\d{2})(?:\s*Uhr)?$/;

/** A date as ISO text (`2026-12-24`), read from ISO or German writing; null when there is no such day. */
export function readDate(text: string): string | null {
  const iso = isoDate.exec(text);
  const german = iso ? null : germanDate.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : german ? german.slice(1).reverse() : [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(Number(year), Number(month), Number(day)) ? date : null;
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A time of day as ISO text; `9.30 Uhr` is one, too. */
export function readTime(text: string): string | null {
  if (clock.test(text)) return text;
  const match = germanClock.exec(text);
  if (!match) return null;
  const iso = `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? ''}`;
  return clock.test(iso) ? iso : null;
}

/** Date and time as ISO text; German writing with a comma or space between. */
export function readDateTime(text: string): string | null {
  const [, first = '', second = ''] = /^(\S+?)(?:T|,?\s+)(\S.*)$/.exec(text) ?? [];
  const date = readDate(first);
  const hour = readTime(second);
  return date !== null && hour !== null ? `${date}T${hour}` : null;
}
