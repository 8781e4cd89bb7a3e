/** A place in a text that names or may name a person. */
export interface Personenbezug {
  /** the words as they stand in the text */
  fund: string;
  art: 'e-mail' | 'telefon' | 'geburtsdatum' | 'angabe';
}

const MUSTER: { art: Personenbezug['art']; muster: RegExp }[] = [
  { art: 'e-mail', muster: /[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}/gu },
  { art: 'geburtsdatum', muster: /\b(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.\s?(?:19|20)?\d{2}\b/g },
  { art: 'geburtsdatum', muster: /\b(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/g },
  { art: 'telefon', muster: /(?:\+49|\b0)[\d\s/().-]{6,}\d/g },
];

const MIN_LENGTH = 3;
const ALLTAGSWOERTER = new Set(
  'der die das und oder nicht nein ja von mit für ist eine ein am im in an zu frau herr keine familie'.split(
    ' ',
  ),
);

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Words of a personal answer that would give the person away: names, streets, numbers; no everyday words. */
function tokensOf(answer: string): string[] {
  const words = answer.split(/[\s,;/]+/).map((word) => word.replace(/^[.()]+|[.()]+$/g, ''));
  return words.filter(
    (word) =>
      word.length >= MIN_LENGTH && !ALLTAGSWOERTER.has(word.toLowerCase()) && /^[\p{Lu}\d+]|@/u.test(word),
  );
}

function wholeWord(token: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])${escapeRegExp(token)}(?![\\p{L}\\d])`, 'giu');
}

/**
 * Everything in `text` that looks like contact data or a date of birth, or that repeats a word of the personal
 * answers of the case (case-insensitive, whole words). An empty list means nothing was found, not that nothing is there.
 */
export function findPersonenbezug(text: string, personalAnswers: readonly string[]): Personenbezug[] {
  const found = new Map<string, Personenbezug>();
  const add = (art: Personenbezug['art'], muster: RegExp) => {
    for (const [fund] of text.matchAll(muster)) {
      const key = fund.trim().toLowerCase();
      if (!found.has(key)) found.set(key, { fund: fund.trim(), art });
    }
  };
  for (const { art, muster } of MUSTER) add(art, muster);
  for (const token of new Set(personalAnswers.flatMap(tokensOf))) add('angabe', wholeWord(token));
  return [...found.values()];
}
