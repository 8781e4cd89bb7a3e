/** No 0/O, 1/I/L, U/V: 29 characters, a prime, so the check character finds every single error and every swap. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ';
const RANDOM_CHARACTERS = 5;
const PIN_DIGITS = 8;

/** How many random bytes createReferenz and createPin want. */
export const REFERENZ_BYTES = RANDOM_CHARACTERS * 2;
export const PIN_BYTES = PIN_DIGITS * 2;

function pick(bytes: Uint8Array, index: number, size: number): number {
  const value = (bytes[index * 2] ?? 0) * 256 + (bytes[index * 2 + 1] ?? 0);
  return value % size;
}

function checkCharacter(characters: string): string {
  let sum = 0;
  for (const [index, character] of [...characters].entries())
    sum += (index + 2) * ALPHABET.indexOf(character);
  return ALPHABET.charAt(sum % ALPHABET.length);
}

/** A reference such as `RHE-2026-7K3M9Q`: prefix of the municipality, year, five random characters, one check character. */
export function createReferenz(prefix: string, year: number, random: Uint8Array): string {
  let characters = '';
  for (let i = 0; i < RANDOM_CHARACTERS; i++) characters += ALPHABET.charAt(pick(random, i, ALPHABET.length));
  return `${prefix.toUpperCase()}-${year}-${characters}${checkCharacter(characters)}`;
}

/** Brings what a person typed into the stored form; null when it cannot be a reference (typing error included). */
export function normalizeReferenz(text: string): string | null {
  const compact = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  const parts = /^([A-Z]{2,6})(\d{4})([A-Z0-9]{6})$/.exec(compact);
  if (!parts) return null;
  const [, prefix, year, characters] = parts as unknown as [string, string, string, string];
  const random = characters.slice(0, RANDOM_CHARACTERS);
  if ([...characters].some((character) => !ALPHABET.includes(character))) return null;
  if (checkCharacter(random) !== characters.slice(RANDOM_CHARACTERS)) return null;
  return `${prefix}-${year}-${characters}`;
}

/** Eight digits that the reporter keeps beside the reference. */
export function createPin(random: Uint8Array): string {
  let pin = '';
  for (let i = 0; i < PIN_DIGITS; i++) pin += String(pick(random, i, 10));
  return pin;
}

/** The digits of what a person typed (blanks and hyphens are allowed). */
export function normalizePin(text: string): string {
  return text.replace(/\D/g, '');
}
