import { Seite } from '../../layout/Seite.js';

export function AufgabeSeite() {
  return <Seite titel="Aufgabe">{null}</Seite>;
}
