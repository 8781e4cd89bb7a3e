import { Seite } from '../../layout/Seite.js';

export function Anmelden() {
  return <Seite titel="Anmelden">{null}</Seite>;
}
