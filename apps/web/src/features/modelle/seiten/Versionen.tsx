import { Link } from 'react-router';
import { FehlerHinweis } from '../../../bausteine/Hinweis.js';
import { Ladeanzeige } from '../../../layout/Ladeanzeige.js';
import { Seite } from '../../../layout/Seite.js';
import { useVersionen } from '../api/abfragen.js';
import type { Versionseintrag } from '../api/types.js';
import { anzeigename } from '../dateiart.js';
import { useModelle } from '../sitzung.js';
import { formatZeit } from '../teile/anzeige.js';
import { versionLink } from '../teile/pfade.js';

/** All versions ever deployed, newest first. */
export function Versionen() {
  const versionen = useVersionen();
  return (
    <Seite titel="Versionen" vorzeile="Abläufe und Regeln">
      <p>
        <Link to="/modelle">Zu den Dateien der aktuellen Version</Link>
      </p>
      {versionen.isPending ? <Ladeanzeige /> : null}
      {versionen.isError ? (
        <FehlerHinweis fehler={versionen.error} erneut={() => void versionen.refetch()} />
      ) : null}
      <ol className="mod-versionen" data-testid="versionen">
        {versionen.data?.map((version) => (
          <Eintrag key={version.version} version={version} />
        ))}
      </ol>
    </Seite>
  );
}

function Eintrag({ version }: { version: Versionseintrag }) {
  const { stand } = useModelle();
  const nameOf = (pfad: string) =>
    anzeigename(stand.dateien.find((datei) => datei.pfad === pfad) ?? { pfad });
  return (
    <li className="mod-version">
      <h2 className="kern-title">
        <Link to={versionLink(version.version)}>Version {version.version}</Link>
        {version.version === stand.version ? (
          <span className="kern-badge kern-badge--success kern-badge--small">
            <span className="kern-label kern-label--small">aktuell</span>
          </span>
        ) : null}
      </h2>
      <p>{version.kommentar || 'Ohne Bemerkung'}</p>
      {version.geaendert.length ? <p>Geändert: {version.geaendert.map(nameOf).join(', ')}</p> : null}
      <p className="zst-leise">
        {version.bereitgestelltVon}, {formatZeit(version.bereitgestelltAm)}
        {` · ${describeLaufende(version.laufendeVorgaenge)}`}
      </p>
    </li>
  );
}

function describeLaufende(anzahl: number): string {
  if (anzahl === 0) return 'kein laufender Vorgang';
  return anzahl === 1 ? '1 laufender Vorgang' : `${anzahl} laufende Vorgänge`;
}
