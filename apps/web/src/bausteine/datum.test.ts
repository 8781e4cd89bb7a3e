import { formatDauer, formatRelativ, formatZeit } from './datum.js';

const jetzt = new Date('2026-03-10T12:00:00Z').getTime();

test.each([
  ['2026-03-10T11:59:40Z', 'gerade eben'],
  ['2026-03-10T11:30:00Z', 'vor 30 Minuten'],
  ['2026-03-09T12:00:00Z', 'gestern'],
  ['2026-03-13T12:00:00Z', 'in 3 Tagen'],
  ['2025-12-10T12:00:00Z', 'vor 3 Monaten'],
])('%s is %s', (iso, text) => {
  expect(formatRelativ(iso, jetzt)).toBe(text);
});

test('a duration follows "seit"', () => {
  expect(formatDauer('2026-03-09T12:00:00Z', jetzt)).toBe('1 Tag');
  expect(formatDauer('2026-03-07T12:00:00Z', jetzt)).toBe('3 Tagen');
});

test('exact times are those of Germany, whatever the computer says', () => {
  expect(formatZeit('2026-07-01T10:00:00Z')).toBe('01.07.2026, 12:00 Uhr');
});
