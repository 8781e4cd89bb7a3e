import { Seite } from '../../layout/Seite.js';

export function Melden() {
  return <Seite titel="Meldung">{null}</Seite>;
}
