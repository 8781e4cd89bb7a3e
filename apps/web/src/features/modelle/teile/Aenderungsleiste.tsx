import { useState } from 'react';
import { Link } from 'react-router';
import { Knopf } from '../../../bausteine/Knopf.js';
import { countText, hasErrors } from '../befunde/befunde.js';
import { useEntwuerfe, useModelle, usePruefung } from '../sitzung.js';
import { countDateien } from './anzeige.js';
import { dateiLink } from './pfade.js';
import { Konflikt } from './Konflikt.js';
import { Pruefdialog } from './Pruefdialog.js';
import { Verwerfen } from './Verwerfen.js';

/** The header bar with all undeployed changes; absent without any. */
export function Aenderungsleiste() {
  const { speicher, stand } = useModelle();
  const { entwuerfe, basisVersion, dauerhaft } = useEntwuerfe();
  const [offen, setOffen] = useState(false);
  if (!entwuerfe.length) return null;
  return (
    <section className="zst-leiste" aria-label="Ihre Änderungen" data-testid="aenderungsleiste">
      <div className="zst-leiste__zeile">
        <p className="zst-leiste__text">
          <strong>{countDateien(entwuerfe.length)}</strong>
          {', noch nicht bereitgestellt: '}
          {entwuerfe.map(({ pfad, name }, nummer) => (
            <span key={pfad}>
              {nummer ? ', ' : ''}
              <Link to={dateiLink(pfad)}>{name}</Link>
            </span>
          ))}
        </p>
        <Pruefzeile />
        <div className="zst-leiste__knoepfe">
          <Verwerfen
            text="Alle Änderungen verwerfen"
            frage="Alle Änderungen verwerfen?"
            onVerwerfen={() => speicher.discardAll()}
          />
          <Knopf onClick={() => setOffen(true)}>Prüfen und bereitstellen</Knopf>
        </div>
      </div>
      {dauerhaft ? null : (
        <p className="kern-error" role="status">
          Ihr Browser kann die Änderungen nicht zwischenspeichern. Laden Sie die Seite nicht neu, bevor Sie
          bereitgestellt oder Ihre Dateien heruntergeladen haben.
        </p>
      )}
      {basisVersion !== null && stand.version > basisVersion ? <Konflikt /> : null}
      {offen ? <Pruefdialog onClose={() => setOffen(false)} /> : null}
    </section>
  );
}

function Pruefzeile() {
  const { status, befunde } = usePruefung();
  const texte = {
    ruht: '',
    laeuft: 'Wird geprüft …',
    gestoert: 'Die Prüfung ist gerade nicht möglich.',
    fertig: `Geprüft: ${countText(befunde)}`,
  };
  return (
    <p
      role="status"
      data-testid="pruefstand"
      data-status={status}
      className={status === 'fertig' && hasErrors(befunde) ? 'zst-leiste__fehler' : 'zst-leise'}
    >
      {texte[status]}
    </p>
  );
}
