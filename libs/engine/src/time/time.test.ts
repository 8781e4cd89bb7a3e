import { addDuration, parseDuration } from './duration.js';
import { formatInstant, parseInstant } from './instant.js';
import { schedule } from './schedule.js';

const now = '2026-03-02T09:00:00+01:00';

describe('time', () => {
  test.each([
    ['PT1S', '2026-03-02T09:00:01+01:00'],
    ['PT0.5S', '2026-03-02T09:00:00.500+01:00'],
    ['P14D', '2026-03-16T09:00:00+01:00'],
    ['P1W', '2026-03-09T09:00:00+01:00'],
    ['P1Y2M3DT4H5M6S', '2027-05-05T13:05:06+01:00'],
    ['-P1D', '2026-03-01T09:00:00+01:00'],
  ])('now plus %s is %s', (duration, expected) => expect(addDuration(now, duration)).toBe(expected));

  test('a month ends on its last day', () => {
    expect(addDuration('2028-01-31T00:00:00Z', 'P1M')).toBe('2028-02-29T00:00:00Z');
    expect(addDuration('2026-12-31T23:30:00-05:00', 'P2M')).toBe('2027-02-28T23:30:00-05:00');
  });

  test.each(['', 'P', 'PT', '1D', 'P1H', 'P1D2', 'morgen'])('%p is no duration', (text) =>
    expect(parseDuration(text)).toBeNull(),
  );

  test.each(['P8000Y', 'P999999Y', 'P99999999999999D', '-P3000Y'])(
    'now plus %s is no date any more',
    (text) => {
      expect(addDuration(now, text)).toBeNull();
      expect(schedule('duration', text, now)).toBeNull();
    },
  );

  test('instants keep their offset; dates begin at midnight', () => {
    expect(formatInstant(parseInstant('2026-03-02T08:00Z')!)).toBe('2026-03-02T08:00:00Z');
    expect(formatInstant(parseInstant('2026-03-02', 60)!)).toBe('2026-03-02T00:00:00+01:00');
    expect(parseInstant('2026-03-02T09:00:00+01:00[Europe/Berlin]')).toEqual(parseInstant(now));
    for (const text of [
      'gestern',
      '2026-13-01',
      '2026-02-30T10:00:00Z',
      '2026-02-29',
      '2026-03-02T25:00:00Z',
    ])
      expect(parseInstant(text)).toBeNull();
    expect(parseInstant('2028-02-29')).not.toBeNull();
    // Which offset the zone had then is not known here.
    expect(parseInstant('2026-03-29T09:00:00@Europe/Berlin')).toBeNull();
  });

  test('cycles', () => {
    const first = '2026-03-02T10:00:00+01:00';
    expect(schedule('cycle', 'R3/PT1H', now)).toEqual({ due: first, repeat: 2, every: 'PT1H' });
    expect(schedule('cycle', 'R/PT1H', now)).toEqual({ due: first, repeat: null, every: 'PT1H' });
    expect(schedule('cycle', 'R2/2026-05-01/P1D', now)).toMatchObject({ due: '2026-05-01T00:00:00+01:00' });
    for (const text of ['R-5/PT1H', 'R0/PT1H', 'R9999999999/PT1H', 'R3', 'PT1H', 'R3/PT0S', '0 0 9 * * *'])
      expect(schedule('cycle', text, now)).toBeNull();
  });

  test.each([
    ['R/2026-03-01T08:00:00+01:00/P1D', '2026-03-03T08:00:00+01:00', null],
    ['R/2026-03-01T09:00:00+01:00/P1D', '2026-03-02T09:00:00+01:00', null],
    ['R5/2026-03-01T08:00:00+01:00/P1D', '2026-03-03T08:00:00+01:00', 2],
    ['R2/2026-02-01T08:00:00+01:00/P1D', '2026-02-02T08:00:00+01:00', 0],
    ['R/0001-01-03T00:00:00Z/PT1S', '2026-03-02T08:00:00Z', null],
    ['R/2025-12-15T08:00:00+01:00/P1M', '2026-03-15T08:00:00+01:00', null],
    ['R3/2025-12-15T08:00:00+01:00/P1M', '2026-02-15T08:00:00+01:00', 0],
  ])('%s, seen later, is next due %s', (text, due, repeat) =>
    expect(schedule('cycle', text, now)).toMatchObject({ due, repeat }),
  );
});

describe('deadlines with a calendar', () => {
  const kalender = { land: 'NW', freieTage: ['2026-12-24'] };

  test.each([
    ['P14D', '2026-03-20T09:00:00+01:00', '2026-04-03T09:00:00+02:00'],
    ['P14D', '2026-03-20T08:00:00Z', '2026-04-03T09:00:00+02:00'],
    ['P14D', '2026-10-15T22:30:00Z', '2026-10-30T00:30:00+01:00'],
    ['PT24H', '2026-03-28T12:00:00+01:00', '2026-03-29T13:00:00+02:00'],
    ['1 Arbeitstag', '2026-12-23T09:00:00+01:00', '2026-12-28T09:00:00+01:00'],
    ['P1Y', '2028-02-29T09:00:00+01:00', '2029-02-28T09:00:00+01:00'],
  ])('%s from %s ends %s', (text, from, due) =>
    expect(schedule('duration', text, from, kalender)).toMatchObject({ due }),
  );

  test('without one, days count in the offset of the clock and working days as in North Rhine-Westphalia', () => {
    expect(schedule('duration', 'P14D', '2026-03-20T09:00:00+01:00')?.due).toBe('2026-04-03T09:00:00+01:00');
    expect(schedule('duration', '1 Arbeitstag', '2026-12-23T09:00:00+01:00')?.due).toBe(
      '2026-12-24T09:00:00+01:00',
    );
    expect(schedule('duration', 'P14D', '2026-03-20T09:00:00+01:00', 'Ferien')?.due).toBe(
      '2026-04-03T09:00:00+01:00',
    );
  });
});
