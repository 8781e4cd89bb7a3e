import { Link, useParams } from 'react-router';
import { FehlerHinweis, Hinweis } from '../../../bausteine/Hinweis.js';
import { Knopf } from '../../../bausteine/Knopf.js';
import { Ladeanzeige } from '../../../layout/Ladeanzeige.js';
import { Seite } from '../../../layout/Seite.js';
import { useAltenStand, useDatei } from '../api/abfragen.js';
import { anzeigename, artText } from '../dateiart.js';
import { downloadDatei } from '../teile/lokaledatei.js';
import { Modellansicht } from '../teile/Modellansicht.js';
import { versionLink } from '../teile/pfade.js';

const keine = [] as const;

/** A file as it was in an earlier version; nothing can be changed here. */
export function AlteDatei() {
  const params = useParams();
  const pfad = params['*'] ?? '';
  const version = Number(params['version']);
  const stand = useAltenStand(version);
  const datei = useDatei(pfad, version);
  const kopf = stand.data?.dateien.find((eine) => eine.pfad === pfad);
  const inhalt = datei.data;
  return (
    <Seite titel={anzeigename(kopf ?? { pfad })} vorzeile={`${artText(pfad)} in Version ${version}`}>
      <div className="mod-werkzeuge">
        <Link to={versionLink(version)}>Alle Dateien der Version {version}</Link>
        {inhalt == null ? null : (
          <Knopf art="tertiary" symbol="download" onClick={() => downloadDatei(pfad, inhalt)}>
            Herunterladen
          </Knopf>
        )}
      </div>
      {datei.isPending ? <Ladeanzeige text="Die Datei wird geladen …" /> : null}
      {datei.isError ? <FehlerHinweis fehler={datei.error} erneut={() => void datei.refetch()} /> : null}
      {inhalt === null ? (
        <Hinweis art="info" titel={`Diese Datei gab es in Version ${version} nicht`} />
      ) : null}
      {inhalt == null ? null : (
        <Modellansicht
          key={`${pfad}:${version}`}
          pfad={pfad}
          inhalt={inhalt}
          bearbeitbar={false}
          befunde={keine}
          onChange={() => undefined}
        />
      )}
    </Seite>
  );
}
