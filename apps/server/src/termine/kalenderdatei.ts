import { createEvent, type EventAttributes } from 'ics';

export type Methode = 'PUBLISH' | 'REQUEST' | 'CANCEL';

/** What a calendar is told about a meeting. */
export interface Kalendereintrag {
  /** stays the same through all changes */
  uid: string;
  sequence: number;
  beginn: Date;
  /** only the day counts */
  ganztags: boolean;
  /** minutes */
  dauer: number;
  titel: string;
  ort: string | null;
  beschreibung: string;
  abgesagt: boolean;
  /** when this was said (DTSTAMP) */
  stand: Date;
}

export interface Beteiligte {
  organisator?: { name: string; email: string };
  /** only whom the file goes to: participants do not learn of one another */
  teilnehmer?: { name: string; email: string };
}

const tagPattern = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Europe/Berlin' });

/** The day in Germany as `2026-12-03`. */
export const tagOf = (instant: Date): string => tagPattern.format(instant);

const plain = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

const address = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(\.[a-z\d-]+)*$/i;

/** Undefined without a usable address: a calendar can do without, a case must not stop for it. */
function person(given: { name: string; email: string } | undefined) {
  if (!given || !address.test(given.email)) return undefined;
  return { name: plain(given.name).replaceAll('"', ''), email: given.email };
}

/** An iCalendar file (RFC 5545) with times in UTC, so that it needs no table of time zones. */
export function createKalenderdatei(
  eintrag: Kalendereintrag,
  methode: Methode,
  { organisator, teilnehmer }: Beteiligte = {},
): string {
  const [organizer, attendee] = [person(organisator), person(teilnehmer)];
  const [year = 0, month = 1, day = 1] = tagOf(eintrag.beginn).split('-').map(Number);
  const attributes: EventAttributes & { timestamp: number } = {
    productId: '-//Zusteuerung//Termine//DE',
    method: methode,
    uid: eintrag.uid,
    sequence: eintrag.sequence,
    timestamp: eintrag.stand.getTime(),
    start: eintrag.ganztags ? [year, month, day] : eintrag.beginn.getTime(),
    duration: eintrag.ganztags ? { days: 1 } : { minutes: eintrag.dauer },
    title: plain(eintrag.titel),
    description: eintrag.beschreibung,
    status: eintrag.abgesagt ? 'CANCELLED' : 'CONFIRMED',
    classification: 'CONFIDENTIAL',
    ...(eintrag.ort ? { location: plain(eintrag.ort) } : {}),
    ...(organizer ? { organizer } : {}),
    ...(attendee
      ? { attendees: [{ ...attendee, rsvp: methode === 'REQUEST', role: 'REQ-PARTICIPANT' }] }
      : {}),
  };
  const { error, value } = createEvent(attributes);
  if (error ?? value === null) throw error ?? new Error('no calendar file');
  return foldLines(value);
}

/** Lines of at most 75 octets (RFC 5545, 3.1); the library counts characters. */
function foldLines(file: string): string {
  const lines = file.replace(/\r\n[\t ]/g, '').split('\r\n');
  return lines.map(foldLine).join('\r\n');
}

function foldLine(line: string): string {
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      parts.push(part);
      // The space that continues a line counts.
      [part, octets] = ['', 1];
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}

/** The METHOD a file was made with, as a mail has to repeat it. */
export function methodeOf(file: string): string {
  return /^METHOD:(\w+)\r?$/m.exec(file)?.[1] ?? 'PUBLISH';
}
