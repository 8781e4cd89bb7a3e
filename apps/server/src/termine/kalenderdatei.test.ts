import { expect, test } from '@jest/globals';
import { germanInstant } from '@zusteuerung/feel';
import { createKalenderdatei, methodeOf, type Kalendereintrag } from './kalenderdatei.js';

const eintrag: Kalendereintrag = {
  uid: 'ab12@kim.example',
  sequence: 2,
  beginn: new Date('2026-12-03T13:30:00Z'),
  ganztags: false,
  dauer: 90,
  titel: 'Fallkonferenz RHE-2026-23456A',
  ort: 'Rathaus, Raum 4; Eingang "B"',
  beschreibung: 'Erste Zeile\nZweite Zeile',
  abgesagt: false,
  stand: new Date('2026-11-22T10:00:00Z'),
};

const linesOf = (file: string) => file.replace(/\r\n[\t ]/g, '').split('\r\n');

test('an invitation names whom it goes to and who invites, with escaped texts and times in UTC', () => {
  const file = createKalenderdatei(eintrag, 'REQUEST', {
    organisator: { name: 'Caritas Rheine', email: 'cm@rheine.example' },
    teilnehmer: { name: 'Jobcenter', email: 'jobcenter@rheine.example' },
  });
  expect(methodeOf(file)).toBe('REQUEST');
  expect(linesOf(file)).toEqual(
    expect.arrayContaining([
      'BEGIN:VCALENDAR',
      'PRODID:-//Zusteuerung//Termine//DE',
      'METHOD:REQUEST',
      'UID:ab12@kim.example',
      'SEQUENCE:2',
      'DTSTAMP:20261122T100000Z',
      'DTSTART:20261203T133000Z',
      'DURATION:PT90M',
      'SUMMARY:Fallkonferenz RHE-2026-23456A',
      'LOCATION:Rathaus\\, Raum 4\\; Eingang "B"',
      'DESCRIPTION:Erste Zeile\\nZweite Zeile',
      'STATUS:CONFIRMED',
      'CLASS:CONFIDENTIAL',
      expect.stringMatching(/^ORGANIZER;CN="?Caritas Rheine"?:mailto:cm@rheine\.example$/i),
      expect.stringMatching(/^ATTENDEE;RSVP=TRUE;.*CN="?Jobcenter"?:mailto:jobcenter@rheine\.example$/),
      'END:VCALENDAR',
    ]),
  );
});

test('a cancellation says so, and its UID stays', () => {
  const file = createKalenderdatei({ ...eintrag, abgesagt: true, sequence: 3 }, 'CANCEL');
  expect(linesOf(file)).toEqual(
    expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:3', 'UID:ab12@kim.example']),
  );
  expect(file).not.toContain('ATTENDEE');
});

test.each([
  ['2026-03-28T14:30', '20260328T133000Z'],
  ['2026-03-29T14:30', '20260329T123000Z'],
  ['2026-10-24T14:30', '20261024T123000Z'],
  ['2026-10-25T14:30', '20261025T133000Z'],
  ['2026-10-25T00:30', '20261024T223000Z'],
  ['2026-12-31T23:30', '20261231T223000Z'],
  ['2028-02-29T09:00', '20280229T080000Z'],
])('%s by the German clock is %s', (local, utc) => {
  const file = createKalenderdatei({ ...eintrag, beginn: new Date(germanInstant(local) ?? '') }, 'PUBLISH');
  expect(linesOf(file)).toContain(`DTSTART:${utc}`);
});

test('a day without time is that day in Germany', () => {
  const beginn = new Date(germanInstant('2026-07-01') ?? '');
  const file = createKalenderdatei({ ...eintrag, beginn, ganztags: true }, 'PUBLISH');
  expect(linesOf(file)).toContain('DTSTART;VALUE=DATE:20260701');
});

test('no line has more than 75 octets, and folding breaks no character', () => {
  const titel = 'Übergabegespräch – Straße äöüß '.repeat(12).trim() + ' 👩‍👧';
  const file = createKalenderdatei({ ...eintrag, titel }, 'REQUEST');
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(linesOf(file)).toContain(`SUMMARY:${titel}`);
});

test('no text can begin a line of its own', () => {
  const titel = 'Treffen\r\nATTENDEE:mailto:x@y.example\u2028BEGIN:VALARM';
  const file = createKalenderdatei({ ...eintrag, titel, ort: 'a\nb' }, 'REQUEST', {
    teilnehmer: { name: 'A"\r\nB', email: 'a@b.example\r\nX:1' },
  });
  expect(file.split('\r\n').filter((line) => /^(ATTENDEE:|BEGIN:VALARM|X:1|B")/.test(line))).toEqual([]);
  expect(linesOf(file)).toContain('LOCATION:a b');
});
