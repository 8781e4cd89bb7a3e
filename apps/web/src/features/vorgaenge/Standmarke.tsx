import { Marke } from '../../bausteine/Marke.js';
import type { VorgangEintrag } from '../../api/typen.js';

const fertig = new Set(['uebergeben', 'abgeschlossen', 'verwiesen']);
const wartet = new Set(['rueckfrage', 'keine_aufnahme', 'keine_weitergabe']);

/** The state of a case in words: the rung for an Anliegen, the status for a Meldung. */
export function Standmarke({ eintrag }: { eintrag: VorgangEintrag }) {
  const text = eintrag.art === 'anliegen' ? (eintrag.stufeText ?? eintrag.statusText) : eintrag.statusText;
  const wert = eintrag.art === 'anliegen' ? (eintrag.stufe ?? '') : eintrag.status;
  const art = fertig.has(wert) ? 'success' : wartet.has(wert) ? 'warning' : 'info';
  return <Marke art={art}>{text}</Marke>;
}
