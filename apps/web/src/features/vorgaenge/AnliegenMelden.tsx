import { Seite } from '../../layout/Seite.js';

export function AnliegenMelden() {
  return <Seite titel="Anliegen melden">{null}</Seite>;
}
