import { Seite } from '../../layout/Seite.js';

export function Eingegangen() {
  return <Seite titel="Eingegangen">{null}</Seite>;
}
