import { Link, useParams } from 'react-router';
import { FehlerHinweis } from '../../../bausteine/Hinweis.js';
import { Ladeanzeige } from '../../../layout/Ladeanzeige.js';
import { Seite } from '../../../layout/Seite.js';
import { useAltenStand, useVersionen } from '../api/abfragen.js';
import { formatZeit } from '../teile/anzeige.js';
import { Dateigruppen } from '../teile/Dateigruppen.js';
import { alteDateiLink } from '../teile/pfade.js';

/** The files of one version, to look at. */
export function Version() {
  const version = Number(useParams()['version']);
  const stand = useAltenStand(version);
  const eintrag = useVersionen().data?.find((einer) => einer.version === version);
  return (
    <Seite titel={`Version ${version}`} vorzeile="Abläufe und Regeln">
      <p>
        <Link to="/modelle/versionen">Zu allen Versionen</Link>
      </p>
      {eintrag ? (
        <p>
          {eintrag.kommentar || 'Ohne Bemerkung'}
          <br />
          <span className="zst-leise">
            {eintrag.bereitgestelltVon}, {formatZeit(eintrag.bereitgestelltAm)}
          </span>
        </p>
      ) : null}
      {stand.isPending ? <Ladeanzeige /> : null}
      {stand.isError ? <FehlerHinweis fehler={stand.error} erneut={() => void stand.refetch()} /> : null}
      {stand.data ? (
        <Dateigruppen
          dateien={stand.data.dateien}
          linkOf={(pfad) => alteDateiLink(version, pfad)}
          geaendert={new Set(eintrag?.geaendert)}
          markierung="in dieser Version geändert"
        />
      ) : null}
    </Seite>
  );
}
