import { Seite } from '../../layout/Seite.js';

export function StatusSeite() {
  return <Seite titel="Stand einer Meldung">{null}</Seite>;
}
