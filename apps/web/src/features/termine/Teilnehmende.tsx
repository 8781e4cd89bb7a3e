import { Ankreuzliste } from '../../bausteine/Ankreuzliste.js';
import { Textbereich } from '../../bausteine/Textbereich.js';
import type { Moeglich, Werte } from './eingabe.js';

interface Props {
  moegliche: Moeglich[];
  gewaehlt: string[];
  adressen: string;
  fehler: { teilnehmende?: string; adressen?: string };
  onChange: (neu: Partial<Pick<Werte, 'gewaehlt' | 'adressen'>>) => void;
}

/** Who is invited: groups and the reporter to tick, further addresses to type. */
export function Teilnehmende({ moegliche, gewaehlt, adressen, fehler, onChange }: Props) {
  return (
    <>
      <Ankreuzliste
        id="termin-teilnehmende"
        beschriftung="Wer ist eingeladen?"
        hinweis="Alle bekommen eine E-Mail mit dem Eintrag für den Kalender."
        fehler={fehler.teilnehmende}
        optionen={moegliche.map(({ id, text }) => ({ wert: id, text }))}
        gewaehlt={gewaehlt}
        onGewaehlt={(neu) => onChange({ gewaehlt: neu })}
      />
      <Textbereich
        id="termin-adressen"
        beschriftung="Weitere E-Mail-Adressen (freiwillig)"
        hinweis="Eine pro Zeile. Laden Sie nur Menschen ein, die von dem Fall wissen dürfen."
        rows={2}
        fehler={fehler.adressen}
        value={adressen}
        onChange={(event) => onChange({ adressen: event.target.value })}
      />
    </>
  );
}
