import { parseZahl, readAntwort, writeAntwort } from './antworten.js';

test.each([
  ['3', 3],
  ['3,5', 3.5],
  ['1.200,50', 1200.5],
  ['1.200', 1200],
  ['-2', -2],
  ['', null],
  ['drei', 'drei'],
])('"%s" means %p', (text, wert) => {
  expect(parseZahl(text)).toBe(wert);
});

test('dotted keys reach into the answers without changing the given ones', () => {
  const vorher = { person: { name: 'A' } };
  const nachher = writeAntwort(vorher, 'person.ort', 'Rheine');
  expect(readAntwort(nachher, 'person.ort')).toBe('Rheine');
  expect(readAntwort(nachher, 'person.name')).toBe('A');
  expect(vorher).toEqual({ person: { name: 'A' } });
});
