import type { Massenlauf } from '../../api/betrieb.js';
import { Marke } from '../../bausteine/Marke.js';

/** How a batch stands, in words. */
export function Laufmarke({ lauf: { status, abgelehnt, gescheitert } }: { lauf: Massenlauf }) {
  if (status === 'laeuft') return <Marke art="info">Läuft</Marke>;
  if (status === 'angehalten') return <Marke art="warning">Angehalten</Marke>;
  if (abgelehnt + gescheitert > 0) return <Marke art="warning">Fertig, nicht alle</Marke>;
  return <Marke art="success">Fertig</Marke>;
}
