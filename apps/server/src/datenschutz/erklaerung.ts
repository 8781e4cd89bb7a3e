import type { Variables } from '@zusteuerung/engine';
import type { Field, Form } from '@zusteuerung/forms';
import type { Einwilligung } from '@zusteuerung/runtime';
import { empfaengerOf, OHNE_ANGABE } from './empfaenger.js';

/** What a form tells before it asks for consent, and what it says the data are used for. */
export interface Einwilligungstext {
  text: string;
  /** as in `de` */
  sprache: string;
  zwecke: string[];
  /** whom it names: organisations and kinds of them; null: nobody */
  genannt: string[] | null;
}

/** What a person declared in a form. */
export type Erklaerung = Omit<Einwilligungstext, 'genannt'> &
  Pick<Einwilligung, 'empfaenger' | 'form' | 'durch' | 'besondere' | 'erteiltAm'>;

/** The questions that ask for consent to passing data on, and the answer that gives it. */
const FRAGEN: ReadonlyMap<string, string | true> = new Map<string, string | true>([
  ['einwilligung', 'ja'],
  ['einverstanden', true],
]);

function placeOf(fields: Field[]): { frage: Field; davor: Field[] } | null {
  for (const [index, field] of fields.entries()) {
    if (field.key && FRAGEN.has(field.key)) return { frage: field, davor: fields.slice(0, index) };
    const within = placeOf(field.fields);
    if (within) return within;
  }
  return null;
}

/** The text of a form's question for consent: what stands before it, the question, and the answer that gives it. */
export function einwilligungstextOf(form: Form): Einwilligungstext | null {
  const place = placeOf(form.fields);
  if (!place) return null;
  const { frage, davor } = place;
  const belehrung = davor.findLast(({ type }) => type === 'text');
  const antwort = frage.options.find(({ value }) => value === 'ja')?.label;
  return {
    text: [belehrung?.text?.replaceAll('**', ''), [frage.label, antwort].filter(Boolean).join(' ')]
      .filter(Boolean)
      .join('\n\n'),
    sprache: belehrung?.properties['sprache'] ?? 'de',
    zwecke: (belehrung?.properties['zwecke'] ?? '').split(';').flatMap((zweck) => zweck.trim() || []),
    genannt: empfaengerOf(belehrung?.properties['empfaenger'] ?? frage.properties['empfaenger']),
  };
}

const FORMEN: Record<string, Einwilligung['form']> = { schriftlich: 'schriftlich', muendlich: 'muendlich' };

/** The consent that the answers of a Meldung declare; null: none is given. `heute` is a date as in 2026-11-22. */
export function erklaerungOf(form: Form, antworten: Variables, heute: string): Erklaerung | null {
  const frage = placeOf(form.fields)?.frage;
  const text = einwilligungstextOf(form);
  if (!frage?.key || !text || antworten[frage.key] !== FRAGEN.get(frage.key)) return null;
  const am = antworten['einwilligung_am'];
  const { genannt, ...declared } = text;
  return {
    ...declared,
    empfaenger: genannt ?? OHNE_ANGABE,
    // Who reports for themselves declares it with the form.
    form: FORMEN[String(antworten['einwilligung_form'])] ?? 'elektronisch',
    durch: antworten['einwilligung_durch'] === 'sorgeberechtigte' ? 'sorgeberechtigte' : 'person',
    besondere: antworten['einwilligung_besondere'] === true,
    erteiltAm: typeof am === 'string' && am ? am : heute,
  };
}
