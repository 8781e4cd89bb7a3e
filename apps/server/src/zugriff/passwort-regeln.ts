import { invalid } from '../fehler/fehler.js';

const MINDESTENS = 12;
const MOST = 200;
/** What people reach for when twelve characters are asked for. */
const BELIEBT =
  /^(passwor[td]|kennwort|geheim|zusteuerung|qwertz|qwerty|hallo|test|admin|sommer|winter|herbst|fr(ü|ue)hling|123456|abcdef)+[\d!?.*#-]*$/i;

function problemOf(passwort: string, { name, email }: { name: string; email: string }): string | null {
  const small = passwort.toLowerCase();
  if ([...passwort].length < MINDESTENS) return `Bitte mindestens ${MINDESTENS} Zeichen.`;
  if (passwort.length > MOST) return `Bitte höchstens ${MOST} Zeichen.`;
  if (new Set(small).size < 5 || BELIEBT.test(passwort))
    return 'Dieses Passwort ist zu leicht zu erraten. Gut sind vier Wörter, die nichts miteinander zu tun haben.';
  const own = [email.split('@')[0] ?? '', ...name.split(/\s+/)].filter((part) => part.length > 3);
  if (own.some((part) => small.includes(part.toLowerCase())))
    return 'Bitte weder Ihren Namen noch Ihre E-Mail-Adresse im Passwort verwenden.';
  return null;
}

/** Refuses with 422 what is easily guessed; long is what counts, no kinds of characters are asked for (NIST SP 800-63B). */
export function checkPasswort(passwort: string, person: { name: string; email: string }, feld: string): void {
  const text = problemOf(passwort, person);
  if (text) throw invalid([{ feld, code: 'PASSWORT', text }], text);
}
