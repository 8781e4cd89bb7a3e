import { Textbereich } from '../../bausteine/Textbereich.js';

export const MINDESTENS = 10;
export const reicht = (text: string): boolean => text.trim().length >= MINDESTENS;

/** Why somebody steps in; everybody who sees the case reads it there. */
export function Begruendung({
  wert,
  fehler,
  onWert,
}: {
  wert: string;
  fehler: string | undefined;
  onWert: (wert: string) => void;
}) {
  return (
    <Textbereich
      id="begruendung"
      beschriftung="Begründung"
      hinweis="Steht im Verlauf des Vorgangs. Bitte keine Namen oder Kontaktdaten."
      value={wert}
      maxLength={500}
      fehler={fehler}
      onChange={(event) => onWert(event.target.value)}
    />
  );
}
