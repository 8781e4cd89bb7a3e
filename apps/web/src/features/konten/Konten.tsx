import { Seite } from '../../layout/Seite.js';

export function Konten() {
  return <Seite titel="Konten">{null}</Seite>;
}
