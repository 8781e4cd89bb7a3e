import type { Konto } from '../../api/typen.js';
import { Marke } from '../../bausteine/Marke.js';

/** What is special about an account; nothing for one that simply works. */
export function Kontomarken({ konto }: { konto: Konto }) {
  if (!konto.eigenes && konto.stand === 'aktiv' && !konto.verzeichnis) return null;
  return (
    <span className="zst-marken">
      {konto.eigenes ? <Marke art="info">Ihr Konto</Marke> : null}
      {konto.stand === 'gesperrt' ? <Marke art="danger">Gesperrt</Marke> : null}
      {konto.stand === 'eingeladen' ? <Marke art="warning">Eingeladen</Marke> : null}
      {konto.verzeichnis ? <Marke art="info">Verzeichnis</Marke> : null}
    </span>
  );
}
