import { germanInstant } from '@zusteuerung/feel';
import type { Termin, Transaction, Vorgang } from '@zusteuerung/runtime';
import { invalid } from '../fehler/fehler.js';
import type { Fehler } from '../fehler/fehler.dto.js';
import { isEmail, MELDER, readGruppen, strangersAmong } from './teilnehmende.js';
import type { TerminEingabe } from './termine.dto.js';

type Angaben = Pick<Termin, 'art' | 'titel' | 'beginn' | 'dauer' | 'ort' | 'teilnehmende'>;

interface Eingang {
  eingabe: TerminEingabe;
  now: Date;
  /** the meeting that changes; its participants may stay as they are */
  before: Termin | null;
}

/** What a meeting is to be; 422 with what is to be done at each field. */
export async function checkEingabe(
  tx: Transaction,
  vorgang: Vorgang,
  { eingabe, now, before }: Eingang,
): Promise<Angaben> {
  const fehler: NonNullable<Fehler['fehler']> = [];
  const instant = germanInstant(eingabe.beginn);
  const beginn = new Date(instant ?? NaN);
  if (!instant)
    fehler.push({ feld: 'beginn', code: 'DATUM', text: 'Bitte geben Sie ein Datum und eine Uhrzeit an.' });
  else if (beginn.getTime() < now.getTime() && beginn.getTime() !== before?.beginn.getTime())
    fehler.push({ feld: 'beginn', code: 'VERGANGEN', text: 'Dieser Zeitpunkt ist schon vorbei.' });
  const gruppen = new Map((await readGruppen(tx, vorgang)).map(({ id, text }) => [id, text]));
  const possible = (name: string) =>
    gruppen.has(name) ||
    isEmail(name) ||
    (name === MELDER && vorgang.art === 'meldung') ||
    before?.teilnehmende.includes(name);
  const teilnehmende = [...new Set(eingabe.teilnehmende.map((name) => name.trim()))];
  for (const name of teilnehmende.filter((each) => !possible(each)))
    fehler.push({
      feld: 'teilnehmende',
      code: 'UNBEKANNT',
      text: `„${name}“ ist keine E-Mail-Adresse und keine Gruppe, die hier eingeladen werden kann.`,
    });
  for (const name of await strangersAmong(tx, vorgang, teilnehmende))
    fehler.push(
      vorgang.widerrufAt
        ? {
            feld: 'teilnehmende',
            code: 'WIDERRUFEN',
            text: `Die Einwilligung ist widerrufen: „${gruppen.get(name) ?? name}“ darf von diesem Fall nichts mehr erfahren.`,
          }
        : {
            feld: 'teilnehmende',
            code: 'NICHT_GENANNT',
            text: `Die Einwilligung nennt „${gruppen.get(name) ?? name}“ nicht als Empfänger. Holen Sie zuerst eine Einwilligung ein, die diese Stelle nennt, und erfassen Sie sie im Vorgang unter „Datenschutz“.`,
          },
    );
  if (fehler.length > 0) throw invalid(fehler);
  const { art, titel, dauer, ort } = eingabe;
  return { art, titel, dauer, beginn, ort: ort || null, teilnehmende };
}
