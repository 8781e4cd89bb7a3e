import { Organisation, Tenant, type Transaction } from '@zusteuerung/runtime';
import { invalid } from '../fehler/fehler.js';
import { countGuesses } from './passwort-raten.js';

const MINDESTENS = 12;
const MOST = 200;
/** With our hashing, trying so many takes a machine of today months. */
const GENUG_VERSUCHE = 1e9;
/** What people reach for when twelve characters are asked for. */
const BELIEBT =
  /^(passwor[td]|kennwort|geheim|zusteuerung|qwertz|qwerty|hallo|test|admin|sommer|winter|herbst|fr(ü|ue)hling|123456|abcdef)+[\d!?.*#-]*$/i;
/** Words everybody here knows: the product and its subject. */
const PRODUKT = ['zusteuerung', 'integrationsmanagement', 'kommunal', 'koordinierungsstelle', 'meldung'];

/** Whose password it is, with the words that suggest themselves to colleagues. */
export interface Wem {
  name: string;
  email: string;
  kontext: string[];
}

/** The words of a municipality that passwords there are made of: its name and those of its organisations. */
export async function readKontext(tx: Transaction, tenant: string): Promise<string[]> {
  const { id, name } = await tx.findOneByOrFail(Tenant, { id: tenant });
  const organisationen = await tx.findBy(Organisation, { tenantId: tenant });
  const names = [id, name, ...organisationen.flatMap((one) => [one.id, one.name])];
  return [...new Set(names.flatMap((text) => text.toLowerCase().split(/[^\p{L}\d]+/u)))];
}

const isWord = (part: string) => part.length > 3;

/** How many letters are left that are not words everybody here knows. */
function lettersBeside(words: string[], small: string): number {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((text, word) => text.replaceAll(word, ''), small).replace(/[^\p{L}]/gu, '')
    .length;
}

async function problemOf(passwort: string, { name, email, kontext }: Wem): Promise<string | null> {
  const small = passwort.toLowerCase();
  if ([...passwort].length < MINDESTENS) return `Bitte mindestens ${MINDESTENS} Zeichen.`;
  if (passwort.length > MOST) return `Bitte höchstens ${MOST} Zeichen.`;
  const own = [email.split('@')[0] ?? '', ...name.split(/\s+/)].filter(isWord);
  if (own.some((part) => small.includes(part.toLowerCase())))
    return 'Bitte weder Ihren Namen noch Ihre E-Mail-Adresse im Passwort verwenden.';
  const words = [...PRODUKT, ...kontext.filter(isWord)];
  const ofThePlace = words.some((word) => small.includes(word)) && lettersBeside(words, small) < 6;
  const few = new Set(small).size < 5 || BELIEBT.test(passwort) || ofThePlace;
  if (few || (await countGuesses(passwort, words)) < GENUG_VERSUCHE)
    return 'Dieses Passwort ist zu leicht zu erraten. Gut sind vier Wörter, die nichts miteinander zu tun haben.';
  return null;
}

/**
 * Refuses with 422 what is easily guessed: common passwords, words of the place, patterns. Long is what counts, no
 * kinds of characters are asked for (NIST SP 800-63B, ASVS 6.2).
 */
export async function checkPasswort(passwort: string, wem: Wem, feld: string): Promise<void> {
  const text = await problemOf(passwort, wem);
  if (text) throw invalid([{ feld, code: 'PASSWORT', text }], text);
}
