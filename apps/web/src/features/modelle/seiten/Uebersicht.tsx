import { Link, useLocation, useNavigate } from 'react-router';
import { useEffect, useRef, useState } from 'react';
import { Hinweis } from '../../../bausteine/Hinweis.js';
import { Seite } from '../../../layout/Seite.js';
import { loadDatei } from '../api/modelle.js';
import { anzeigename, zielpfad } from '../dateiart.js';
import { useEntwuerfe, useModelle } from '../sitzung.js';
import { formatZeit, useSchmal } from '../teile/anzeige.js';
import { Dateiknopf } from '../teile/Dateiknopf.js';
import { Dateigruppen } from '../teile/Dateigruppen.js';
import { dateiLink } from '../teile/pfade.js';

/** All files of the current version, who deployed it and when. */
export function Uebersicht() {
  const { stand } = useModelle();
  const { entwuerfe } = useEntwuerfe();
  const neue = entwuerfe
    .filter(({ pfad }) => !stand.dateien.some((datei) => datei.pfad === pfad))
    .map(({ pfad, name }) => ({ pfad, name }));
  return (
    <Seite titel="Abläufe und Regeln">
      <Erfolg />
      <div className="mod-versionszeile">
        <p>
          <strong>Version {stand.version}</strong>, bereitgestellt von {stand.bereitgestelltVon} am{' '}
          {formatZeit(stand.bereitgestelltAm)}
        </p>
        <Link to="/modelle/versionen">Alle Versionen</Link>
        <Oeffnen />
      </div>
      <Dateigruppen
        dateien={[...stand.dateien, ...neue]}
        linkOf={dateiLink}
        geaendert={new Set(entwuerfe.map(({ pfad }) => pfad))}
        markierung="geändert"
      />
    </Seite>
  );
}

function Erfolg() {
  const zustand: unknown = useLocation().state;
  const [version] = useState(() =>
    typeof zustand === 'object' && zustand !== null && 'bereitgestellt' in zustand
      ? String(zustand.bereitgestellt)
      : null,
  );
  const hinweis = useRef<HTMLDivElement>(null);
  useEffect(() => hinweis.current?.focus(), [version]);
  if (version === null) return null;
  return (
    <div data-testid="bereitgestellt" data-version={version}>
      <Hinweis art="success" titel={`Version ${version} ist bereitgestellt`} melden ref={hinweis}>
        <p className="kern-body">
          Neue Vorgänge beginnen ab jetzt mit Version {version}. Laufende Vorgänge bleiben auf ihrer Version
          und werden nach den bisherigen Regeln zu Ende geführt.
        </p>
      </Hinweis>
    </div>
  );
}

function Oeffnen() {
  const { stand, speicher, darfBereitstellen } = useModelle();
  const { entwuerfe, basisVersion } = useEntwuerfe();
  const navigate = useNavigate();
  const schmal = useSchmal();
  const version = basisVersion ?? stand.version;
  const take = async (name: string, inhalt: string) => {
    const bekannte = [...stand.dateien, ...entwuerfe].map(({ pfad }) => pfad);
    const pfad = zielpfad(name, bekannte);
    const kopf = stand.dateien.find((datei) => datei.pfad === pfad) ?? { pfad };
    const ausgang = speicher.find(pfad)?.ausgang ?? (await loadDatei(pfad, version));
    speicher.replace({ pfad, name: anzeigename(kopf), inhalt, ausgang }, version);
    await navigate(dateiLink(pfad));
  };
  if (!darfBereitstellen || schmal) return null;
  return (
    <Dateiknopf
      text="Datei vom Computer öffnen"
      endungen=".bpmn,.dmn,.form,.md,.json"
      onDatei={(name, inhalt) => void take(name, inhalt)}
    />
  );
}
