import { Seite } from '../../layout/Seite.js';

export function Postfach() {
  return <Seite titel="Postfach">{null}</Seite>;
}
