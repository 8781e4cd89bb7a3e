import type { AufgabeEintrag } from '../api/typen.js';
import { formatRelativ } from './datum.js';
import { useJetzt } from './jetzt.js';
import { Marke } from './Marke.js';
import { Dauer } from './Zeit.js';

/** How a task stands: overdue, due, done; in words. */
export function Frist({ eintrag }: { eintrag: AufgabeEintrag }) {
  const jetzt = useJetzt();
  if (eintrag.status === 'erledigt') return <Marke art="success">Erledigt</Marke>;
  if (eintrag.status === 'entfallen') return <Marke art="info">Nicht mehr nötig</Marke>;
  if (!eintrag.faelligAm) return null;
  if (!eintrag.ueberfaellig)
    return <Marke art="info">Fällig {formatRelativ(eintrag.faelligAm, jetzt)}</Marke>;
  return (
    <Marke art="danger">
      Überfällig seit <Dauer seit={eintrag.faelligAm} kurz />
    </Marke>
  );
}
