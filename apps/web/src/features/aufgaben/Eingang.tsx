import { Seite } from '../../layout/Seite.js';

export function Eingang() {
  return <Seite titel="Aufgaben">{null}</Seite>;
}
