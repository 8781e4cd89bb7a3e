import { formatWert } from './saetze.js';

test.each([
  [null, 'nichts'],
  [true, 'ja'],
  [2.5, '2,5'],
  ['', 'leer'],
  [['a', 'b'], '„a“, „b“'],
  [{ ziel: 'CM' }, 'ziel „CM“'],
])('%j reads %s', (wert, text) => expect(formatWert(wert)).toBe(text));
