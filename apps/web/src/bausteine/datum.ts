const zone = 'Europe/Berlin';
const tag = new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeZone: zone });
const kurz = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: zone });
const uhr = new Intl.DateTimeFormat('de-DE', { timeStyle: 'short', timeZone: zone });
const gezaehlt = new Intl.RelativeTimeFormat('de-DE', { numeric: 'always' });
const relativ = new Intl.RelativeTimeFormat('de-DE', { numeric: 'auto' });

/** "2. März 2026" */
export const formatTag = (iso: string): string => tag.format(new Date(iso));

/** "02.03.2026, 09:00 Uhr" */
export const formatZeit = (iso: string): string =>
  `${kurz.format(new Date(iso))}, ${uhr.format(new Date(iso))} Uhr`;

const stufen: [number, Intl.RelativeTimeFormatUnit][] = [
  [60, 'minute'],
  [60 * 24, 'hour'],
  [60 * 24 * 30, 'day'],
  [60 * 24 * 365, 'month'],
  [Infinity, 'year'],
];

/** "vor 3 Tagen", "in 2 Stunden", "gestern", "gerade eben" */
export const formatRelativ = (iso: string, jetzt: number): string =>
  formatAbstand(iso, jetzt, relativ) ?? 'gerade eben';

/** "3 Tagen", "1 Stunde": what follows "seit" */
export const formatDauer = (iso: string, jetzt: number): string =>
  formatAbstand(iso, jetzt, gezaehlt)?.replace(/^(vor|in) /, '') ?? 'eben';

function formatAbstand(iso: string, jetzt: number, format: Intl.RelativeTimeFormat): string | null {
  const minuten = (new Date(iso).getTime() - jetzt) / 60_000;
  if (Math.abs(minuten) < 1) return null;
  let teiler = 1;
  for (const [grenze, einheit] of stufen) {
    if (Math.abs(minuten) < grenze) return format.format(Math.round(minuten / teiler), einheit);
    teiler = grenze;
  }
  return null;
}
