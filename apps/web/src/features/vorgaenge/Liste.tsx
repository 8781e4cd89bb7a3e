import { Seite } from '../../layout/Seite.js';

export function Liste() {
  return <Seite titel="Vorgänge">{null}</Seite>;
}
