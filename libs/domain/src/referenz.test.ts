import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createPin,
  createReferenz,
  normalizePin,
  normalizeReferenz,
  PIN_BYTES,
  REFERENZ_BYTES,
} from './referenz.js';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

test('a reference survives being typed in small letters, with blanks or without hyphens', () => {
  fc.assert(
    fc.property(bytes(REFERENZ_BYTES), (random) => {
      const referenz = createReferenz('rhe', 2026, random);
      expect(referenz).toMatch(/^RHE-2026-[2-9A-HJKMNP-TW-Z]{6}$/);
      for (const typed of [referenz, referenz.toLowerCase(), ` ${referenz.replaceAll('-', ' ')} `])
        expect(normalizeReferenz(typed)).toBe(referenz);
    }),
  );
});

test('one wrong character and two swapped ones are noticed', () => {
  fc.assert(
    fc.property(bytes(REFERENZ_BYTES), fc.nat(5), fc.nat(28), (random, place, other) => {
      const referenz = createReferenz('RHE', 2026, random);
      const [head, tail] = [referenz.slice(0, 9), [...referenz.slice(9)]];
      const character = '23456789ABCDEFGHJKMNPQRSTWXYZ'.charAt(other);
      const wrong = tail.with(place, character).join('');
      if (wrong !== tail.join('')) expect(normalizeReferenz(head + wrong)).toBeNull();
      const [a, b] = [tail[place] ?? '', tail[(place + 1) % 6] ?? ''];
      const swapped = tail
        .with(place, b)
        .with((place + 1) % 6, a)
        .join('');
      if (place < 5 && swapped !== tail.join('')) expect(normalizeReferenz(head + swapped)).toBeNull();
    }),
  );
});

test.each(['', 'RHE', 'RHE-2026-', 'RHE-2026-IIIIII', "' OR 1=1 --", 'RHE-26-7K3M9Q'])(
  '%j is no reference',
  (text) => {
    expect(normalizeReferenz(text)).toBeNull();
  },
);

test('a PIN has eight digits, however it is typed', () => {
  const pin = createPin(new Uint8Array(PIN_BYTES).fill(7));
  expect(pin).toMatch(/^\d{8}$/);
  expect(normalizePin(`${pin.slice(0, 4)} ${pin.slice(4)}`)).toBe(pin);
});
