import { ApiFehler } from '../../api/fehler.js';
import type { EinwilligungEingabe, Einwilligungen } from '../../api/typen.js';

/** What stands in the fields of the form. */
export interface Werte {
  text: string;
  /** separated by semicolons */
  zwecke: string;
  empfaenger: string[];
  form: EinwilligungEingabe['form'];
  umstaende: string;
  durch: EinwilligungEingabe['durch'];
  besondere: boolean;
  erteiltAm: string;
  sprache: string;
}

/** In the order of the form. */
export const FELDER = ['text', 'zwecke', 'empfaenger', 'umstaende', 'erteiltAm', 'sprache'] as const;
export type Feld = (typeof FELDER)[number];
export type Fehler = Partial<Record<Feld, string>>;

const FEHLT: Record<Feld, string> = {
  text: 'Bitte schreiben Sie in mindestens 20 Zeichen auf, was der Person gesagt wurde.',
  zwecke: 'Bitte nennen Sie mindestens einen Zweck, jeden mit 3 bis 200 Zeichen.',
  empfaenger: 'Bitte kreuzen Sie mindestens eine Stelle an.',
  umstaende: 'Bitte fassen Sie sich kürzer: höchstens 1000 Zeichen.',
  erteiltAm: 'Bitte geben Sie an, wann die Einwilligung erteilt wurde.',
  sprache: 'Bitte geben Sie die Sprache mit 2 bis 20 Zeichen an, zum Beispiel „de“ oder „Ukrainisch“.',
};

/** An empty form, with the text that people of this municipality are usually told. */
export const werteOf = (vorlage: Einwilligungen['vorlage']): Werte => ({
  text: vorlage?.text ?? '',
  zwecke: vorlage?.zwecke.join('; ') ?? '',
  empfaenger: [],
  form: 'schriftlich',
  umstaende: '',
  durch: 'person',
  besondere: false,
  erteiltAm: '',
  sprache: vorlage?.sprache ?? 'de',
});

export function eingabeOf({ umstaende, ...werte }: Werte): EinwilligungEingabe {
  return {
    ...werte,
    text: werte.text.trim(),
    sprache: werte.sprache.trim(),
    zwecke: werte.zwecke.split(';').flatMap((zweck) => zweck.trim() || []),
    ...(umstaende.trim() && { umstaende: umstaende.trim() }),
  };
}

const between = (text: string, least: number, most: number): boolean =>
  text.length >= least && text.length <= most;

/** What the server would refuse for its shape alone, by field. */
export function checkEingabe(eingabe: EinwilligungEingabe): Fehler {
  const passt: Record<Feld, boolean> = {
    text: between(eingabe.text, 20, 10_000),
    zwecke: eingabe.zwecke.length > 0 && eingabe.zwecke.every((zweck) => between(zweck, 3, 200)),
    empfaenger: eingabe.empfaenger.length > 0,
    umstaende: between(eingabe.umstaende ?? '', 0, 1000),
    erteiltAm: eingabe.erteiltAm.length === 10,
    sprache: between(eingabe.sprache, 2, 20),
  };
  return Object.fromEntries(FELDER.flatMap((feld) => (passt[feld] ? [] : [[feld, FEHLT[feld]]])));
}

/** What the server said, by field; its words about a mere shape name no remedy, ours do. */
export function readFehler(error: unknown): Fehler {
  if (!(error instanceof ApiFehler)) return {};
  return Object.fromEntries(
    error.fehler.flatMap(({ feld, code, text }) => {
      const known = FELDER.find((each) => each === feld);
      return known ? [[known, code === 'GESTALT' ? FEHLT[known] : text]] : [];
    }),
  );
}
