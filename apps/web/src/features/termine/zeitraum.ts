import type { Termin } from './abfragen.js';

const zone = 'Europe/Berlin';
const tagFormat = new Intl.DateTimeFormat('de-DE', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: zone,
});
const uhrFormat = new Intl.DateTimeFormat('de-DE', { timeStyle: 'short', timeZone: zone });
const teile = new Intl.DateTimeFormat('de-DE', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: zone,
});

type Zeiten = Pick<Termin, 'beginn' | 'dauer' | 'ganztags'>;

const endOf = ({ beginn, dauer }: Zeiten): Date => new Date(new Date(beginn).getTime() + dauer * 60_000);

/** Day and time of the German clock, as the fields of a form want them. */
export function readOrtszeit(iso: string): { tag: string; uhrzeit: string } {
  const werte = Object.fromEntries(
    teile.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>;
  return {
    tag: `${werte.year}-${werte.month}-${werte.day}`,
    uhrzeit: `${werte.hour}:${werte.minute}`,
  };
}

/** "Donnerstag, 3. Dezember 2026, 14:30 bis 15:30 Uhr"; past midnight the end names its day. */
export function formatZeitraum(termin: Zeiten): string {
  const beginn = new Date(termin.beginn);
  const tag = tagFormat.format(beginn);
  if (termin.ganztags) return `${tag}, ganztägig`;
  const ende = endOf(termin);
  const endtag = tagFormat.format(ende);
  const bis = endtag === tag ? '' : `${endtag}, `;
  return `${tag}, ${uhrFormat.format(beginn)} bis ${bis}${uhrFormat.format(ende)} Uhr`;
}

/** Whether it is over; a whole day lasts until its end by the German clock. */
export function isVorbei(termin: Zeiten, jetzt: number): boolean {
  if (!termin.ganztags) return endOf(termin).getTime() <= jetzt;
  return readOrtszeit(termin.beginn).tag < readOrtszeit(new Date(jetzt).toISOString()).tag;
}
