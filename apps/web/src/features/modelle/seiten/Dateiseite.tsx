import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { FehlerHinweis, Hinweis } from '../../../bausteine/Hinweis.js';
import { Knopf } from '../../../bausteine/Knopf.js';
import { Ladeanzeige } from '../../../layout/Ladeanzeige.js';
import { Seite } from '../../../layout/Seite.js';
import { useDatei } from '../api/abfragen.js';
import { befundeOf } from '../befunde/befunde.js';
import { anzeigename, artText, dateiname } from '../dateiart.js';
import { useEntwuerfe, useModelle, usePruefung } from '../sitzung.js';
import { useSchmal } from '../teile/anzeige.js';
import { Dateiknopf } from '../teile/Dateiknopf.js';
import { downloadDatei } from '../teile/lokaledatei.js';
import { Modellansicht } from '../teile/Modellansicht.js';
import { Verwerfen } from '../teile/Verwerfen.js';

/** One file of the current version, with its undeployed changes. */
export function Dateiseite() {
  const pfad = useParams()['*'] ?? '';
  const { stand } = useModelle();
  const { entwuerfe, runde } = useEntwuerfe();
  const entwurf = entwuerfe.find((einer) => einer.pfad === pfad);
  const kopf = stand.dateien.find((datei) => datei.pfad === pfad);
  const name = anzeigename(kopf ?? entwurf ?? { pfad });
  return (
    <Seite titel={name} vorzeile={artText(pfad)}>
      <Datei key={`${pfad}:${runde}`} pfad={pfad} name={name} runde={runde} />
    </Seite>
  );
}

interface Dateiprops {
  pfad: string;
  name: string;
  runde: number;
}

function Datei({ pfad, name, runde }: Dateiprops) {
  const { stand, speicher } = useModelle();
  const { entwuerfe, basisVersion } = useEntwuerfe();
  const [version] = useState(basisVersion ?? stand.version);
  const entwurf = entwuerfe.find((einer) => einer.pfad === pfad);
  const datei = useDatei(pfad, version);
  const ausgang = entwurf ? entwurf.ausgang : datei.data;
  if (!entwurf && datei.isPending) return <Ladeanzeige text="Die Datei wird geladen …" />;
  if (!entwurf && datei.isError)
    return <FehlerHinweis fehler={datei.error} erneut={() => void datei.refetch()} />;
  const inhalt = entwurf?.inhalt ?? ausgang;
  if (inhalt == null)
    return (
      <Hinweis art="warning" titel="Diese Datei gibt es nicht">
        <Link to="/modelle">Zu allen Dateien</Link>
      </Hinweis>
    );
  const take = (neu: string) => ({ pfad, name, inhalt: neu, ausgang: ausgang ?? null });
  return (
    <Bearbeitung
      pfad={pfad}
      inhalt={inhalt}
      geaendert={entwurf !== undefined}
      onReplace={(neu) => speicher.replace(take(neu), version)}
      onChange={(neu) => {
        if (speicher.getSnapshot().runde === runde) speicher.change(take(neu), version);
      }}
    />
  );
}

interface Bearbeitungprops {
  pfad: string;
  inhalt: string;
  geaendert: boolean;
  onChange(inhalt: string): void;
  onReplace(inhalt: string): void;
}

function Bearbeitung({ pfad, inhalt, geaendert, onChange, onReplace }: Bearbeitungprops) {
  const { darfBereitstellen, speicher } = useModelle();
  const { befunde } = usePruefung();
  const schmal = useSchmal();
  const bearbeitbar = darfBereitstellen && !schmal;
  const endung = dateiname(pfad).slice(dateiname(pfad).lastIndexOf('.'));
  return (
    <>
      <div className="mod-werkzeuge">
        <Link to="/modelle">Alle Dateien</Link>
        <Knopf art="tertiary" symbol="download" onClick={() => downloadDatei(pfad, inhalt)}>
          Herunterladen
        </Knopf>
        {bearbeitbar ? (
          <Dateiknopf
            text="Datei vom Computer öffnen"
            endungen={endung}
            onDatei={(_, neu) => onReplace(neu)}
          />
        ) : null}
        {geaendert ? (
          <Verwerfen
            text="Änderungen verwerfen"
            frage="Änderungen an dieser Datei verwerfen?"
            onVerwerfen={() => speicher.discard(pfad)}
          />
        ) : null}
      </div>
      <Lesehinweis schmal={schmal} darf={darfBereitstellen} />
      <Modellansicht
        key={String(bearbeitbar)}
        pfad={pfad}
        inhalt={inhalt}
        bearbeitbar={bearbeitbar}
        befunde={befundeOf(befunde, pfad, inhalt)}
        onChange={onChange}
      />
    </>
  );
}

function Lesehinweis({ schmal, darf }: { schmal: boolean; darf: boolean }) {
  if (!darf)
    return (
      <Hinweis art="info" titel="Sie können diese Datei ansehen">
        <p className="kern-body">Ändern und bereitstellen kann sie die Koordinierungsstelle.</p>
      </Hinweis>
    );
  if (!schmal) return null;
  return (
    <Hinweis art="info" titel="Zum Ansehen">
      <p className="kern-body">Zum Bearbeiten brauchen Sie einen breiteren Bildschirm.</p>
    </Hinweis>
  );
}
