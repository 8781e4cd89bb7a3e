import { expect, test } from '@jest/globals';
import type { Json } from '@zusteuerung/engine';
import { readAngaben } from './modelltermin.js';

const referenz = 'RHE-2026-23456A';

test('a model gives a day, or a day and a time by the German clock', () => {
  expect(
    readAngaben(
      { beginn: '2026-12-03T14:30', dauer: 'PT1H30M', ort: 'Rathaus', titel: 'Übergabe' },
      referenz,
    ),
  ).toEqual({
    beginn: new Date('2026-12-03T13:30:00Z'),
    ganztags: false,
    dauer: 90,
    ort: 'Rathaus',
    titel: 'Übergabe',
  });
  expect(readAngaben({ beginn: '2026-07-01', ort: null }, referenz)).toEqual({
    beginn: new Date('2026-06-30T22:00:00Z'),
    ganztags: true,
    dauer: 60,
    ort: null,
    titel: `Termin ${referenz}`,
  });
  expect(readAngaben({ beginn: '2026-07-01T08:00:00Z', dauer: 45 }, referenz)).toMatchObject({
    beginn: new Date('2026-07-01T08:00:00Z'),
    dauer: 45,
  });
});

test.each<Json | undefined>([null, undefined, 'morgen', [], {}, { beginn: null }, { beginn: ' ' }])(
  '%j invites nobody',
  (termin) => {
    expect(readAngaben(termin, referenz)).toBeNull();
  },
);

test.each([
  [{ beginn: 'morgen' }, 'termin.beginn'],
  [{ beginn: '2026-02-30' }, 'termin.beginn'],
  [{ beginn: '2026-12-03', dauer: 'lange' }, 'termin.dauer'],
  [{ beginn: '2026-12-03', dauer: 0 }, 'termin.dauer'],
])('%j is an error that says where', (termin, place) => {
  expect(() => readAngaben(termin, referenz)).toThrow(place);
});
