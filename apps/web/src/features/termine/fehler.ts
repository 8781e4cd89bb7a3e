import { ApiFehler } from '../../api/fehler.js';
import type { Moeglich } from './eingabe.js';

export const FELDER = ['art', 'titel', 'beginn', 'dauer', 'ort', 'teilnehmende', 'adressen'] as const;
export type Feld = (typeof FELDER)[number];
export type Fehler = Partial<Record<Feld, string>>;

/**
 * What the server said, by field of the form: several sentences about one stand together, groups have their names, and
 * what names none of them is about a typed address.
 */
export function readFehler(error: unknown, moegliche: Moeglich[]): Fehler {
  const fehler: Fehler = {};
  for (const { feld, text } of error instanceof ApiFehler ? error.fehler : []) {
    const gruppe = moegliche.find(({ id }) => text.includes(`„${id}“`));
    const getippt = feld === 'teilnehmende' && text.includes('„') && !gruppe;
    const name = getippt ? 'adressen' : FELDER.find((each) => each === feld);
    if (!name) continue;
    const satz = gruppe ? text.replace(`„${gruppe.id}“`, `„${gruppe.text}“`) : text;
    fehler[name] = fehler[name] ? `${fehler[name]} ${satz}` : satz;
  }
  return fehler;
}
