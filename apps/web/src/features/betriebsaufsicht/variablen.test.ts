import { readAenderungen, valuesBefore } from './variablen.js';

const vorher = { betrag: 5, fristen: { annahme: 'P7D' } };

test('only what was changed is sent', () => {
  expect(readAenderungen('{"betrag":6,"fristen":{"annahme":"P7D"},"neu":true}', vorher)).toEqual({
    fehler: null,
    geaendert: { betrag: 6, neu: true },
  });
});

test.each([
  ['{"betrag":', /Kein gültiges JSON/],
  ['[1]', /mit Namen und Wert/],
  ['{"betrag":5}', /„fristen“ fehlt/],
])('%s is refused with a reason', (text, grund) => {
  expect(readAenderungen(text, vorher).fehler).toMatch(grund);
});

test('a change can be taken back', () => {
  expect(valuesBefore({ betrag: 6, neu: true }, vorher)).toEqual({ betrag: 5, neu: null });
});
