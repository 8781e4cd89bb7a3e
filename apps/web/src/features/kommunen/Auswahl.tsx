import { Seite } from '../../layout/Seite.js';

export function Auswahl() {
  return <Seite titel="Kommune wählen">{null}</Seite>;
}
