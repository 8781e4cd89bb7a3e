import { Seite } from '../../layout/Seite.js';

export function Startseite() {
  return <Seite titel="Start">{null}</Seite>;
}
