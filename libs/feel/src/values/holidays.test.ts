import { fromDays, padded } from './calendar.js';
import { holidays, laender } from './holidays.js';

const movable: Record<number, string> = {
  2024: '03-29 04-01 05-09 05-20 05-30',
  2025: '04-18 04-21 05-29 06-09 06-19',
  2026: '04-03 04-06 05-14 05-25 06-04',
  2027: '03-26 03-29 05-06 05-17 05-27',
  2028: '04-14 04-17 05-25 06-05 06-15',
  2029: '03-30 04-02 05-10 05-21 05-31',
  2030: '04-19 04-22 05-30 06-10 06-20',
};
const fixed = '01-01 05-01 10-03 11-01 12-25 12-26';

function holidaysOf(land: string, year: number): string[] {
  return [...holidays(land, year)]
    .map((day) => fromDays(day))
    .map(([, month, day]) => `${padded(month, 2)}-${padded(day, 2)}`)
    .sort();
}

test.each(Object.entries(movable))('holidays of North Rhine-Westphalia in %s', (year, days) => {
  expect(holidaysOf('NW', Number(year))).toEqual([...days.split(' '), ...fixed.split(' ')].sort());
});

test('the Länder differ by what their laws say', () => {
  const count = Object.fromEntries(laender.map((land) => [land, holidays(land, 2026).size]));
  expect(count).toEqual({
    ...{ BB: 10, BE: 10, BW: 12, BY: 12, HB: 10, HE: 10, HH: 10, MV: 11 },
    ...{ NI: 10, NW: 11, RP: 11, SH: 10, SL: 12, SN: 11, ST: 11, TH: 11 },
  });
  expect(holidaysOf('SN', 2026)).toContain('11-18');
  expect(holidaysOf('SN', 2023)).toContain('11-22');
});

test('the earliest and the latest Easter', () => {
  expect(holidaysOf('NW', 2285)).toContain('03-23');
  expect(holidaysOf('NW', 2038)).toContain('04-26');
});
