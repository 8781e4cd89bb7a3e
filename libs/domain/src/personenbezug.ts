/** A place in a text that names or may name a person. */
export interface Personenbezug {
  /** the words as they stand in the text */
  fund: string;
  art: 'e-mail' | 'telefon' | 'geburtsdatum' | 'angabe';
}

const MUSTER: { art: Personenbezug['art']; muster: RegExp }[] = [
  { art: 'e-mail', muster: /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}/gu },
  { art: 'geburtsdatum', muster: /\b(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.\s?(?:19|20)?\d{2}\b/g },
  { art: 'geburtsdatum', muster: /\b(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/g },
  { art: 'telefon', muster: /(?:\+49|\b0)[\d\s/().-]{6,}\d/g },
];

const MIN_LENGTH = 3;
const MIN_DIGITS = 6;
/** Longer answers tell a story; their words name nobody in particular. */
const MAX_ANSWER = 120;
const ALLTAGSWOERTER = new Set(
  (
    'der die das den dem des und oder nicht nein ja von vom mit für ist eine einen ein am im in an zu zum zur bei ' +
    'über unter nach vor ab bis per auf aus keine kein bitte gerne gern nur auch sie er wir ihr ihn ihm mein ' +
    'frau herr familie eheleute kind kinder sohn tochter mutter vater bruder schwester person name unbekannt anonym ' +
    'straße str strasse weg platz allee ring gasse ufer hof haus hausnummer wohnung etage postfach adresse anschrift ' +
    'stadt kreis gemeinde ort deutschland telefon handy mobil email e-mail mail sms whatsapp brief post anruf termin ' +
    'uhr vormittag vormittags nachmittag nachmittags abend abends morgens mittags täglich werktags ' +
    'montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august ' +
    'september oktober november dezember jobcenter schule kita kindergarten sozialamt jugendamt ausländerbehörde ' +
    'behörde amt beratung beratungsstelle beraterin berater lehrerin lehrer ärztin arzt praxis klinik krankenhaus ' +
    'vermieter arbeitgeber unterkunft dolmetscher dolmetscherin sprache sprachkurs integrationskurs caritas diakonie'
  ).split(' '),
);

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function identifies(word: string, ignored: ReadonlySet<string>): boolean {
  const small = word.toLowerCase();
  if (word.length < MIN_LENGTH || ALLTAGSWOERTER.has(small) || ignored.has(small)) return false;
  return /^\d+$/.test(word) ? word.length >= MIN_DIGITS : /\p{L}/u.test(word);
}

/** Words of a short personal answer that would give the person away: names, streets, numbers; no everyday words. */
function tokensOf(answer: string, ignored: ReadonlySet<string>): string[] {
  const text = answer.normalize('NFC').trim();
  if (text.length > MAX_ANSWER || text.includes('\n')) return [];
  const words = text
    .split(/[\s,;/]+/)
    .map((word) => word.replace(/^[^\p{L}\p{M}\d+]+|[^\p{L}\p{M}\d]+$/gu, ''));
  // Names stand in capitals, unless somebody writes nothing in capitals. Many scripts know no capitals at all.
  const small = !/\p{Lu}/u.test(text) && words.length <= 3;
  const named = words.filter((word) => small || word.includes('@') || !/^\p{Ll}/u.test(word));
  const parts = named.flatMap((word) => (word.includes('@') ? word : [word, ...word.split('-')]));
  return parts.filter((word) => identifies(word, ignored));
}

/** Also in the genitive: „Samiras“, „Haddad's“. */
function wholeWord(token: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}\\d])${escapeRegExp(token)}(?:['’]?s)?(?![\\p{L}\\p{M}\\d])`, 'giu');
}

/** Opening hours and periods look like telephone numbers: `08.00 - 12.00`, `01/2026 - 03/2026`. */
const isPeriod = (fund: string) => /^\d{1,2}[./]\d{2,4}\s*-\s*\d{1,2}[./]\d{2,4}$/.test(fund);

/**
 * Everything in `text` that looks like contact data or a date of birth, or that repeats a word of the short answers
 * that identify the person of the case: name, contact, address (case-insensitive, whole words, genitive too). Words in
 * `ignored` (lower case) name nobody. An empty list means nothing was found, not that nothing is there.
 */
export function findPersonenbezug(
  text: string,
  identifyingAnswers: readonly string[],
  ignored: ReadonlySet<string> = new Set(),
): Personenbezug[] {
  const found = new Map<string, Personenbezug>();
  const add = (art: Personenbezug['art'], muster: RegExp) => {
    for (const [fund] of text.normalize('NFC').matchAll(muster)) {
      if (art === 'telefon' && isPeriod(fund.trim())) continue;
      const key = fund.trim().toLowerCase();
      if (!found.has(key)) found.set(key, { fund: fund.trim(), art });
    }
  };
  for (const { art, muster } of MUSTER) add(art, muster);
  const tokens = new Set(identifyingAnswers.flatMap((answer) => tokensOf(answer, ignored)));
  for (const token of tokens) add('angabe', wholeWord(token));
  return [...found.values()];
}
