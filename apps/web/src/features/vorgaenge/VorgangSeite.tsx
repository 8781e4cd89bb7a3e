import { Seite } from '../../layout/Seite.js';

export function VorgangSeite() {
  return <Seite titel="Vorgang">{null}</Seite>;
}
