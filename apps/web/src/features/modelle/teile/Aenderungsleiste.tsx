import { useState } from 'react';
import { Link } from 'react-router';
import { Knopf } from '../../../bausteine/Knopf.js';
import { countText, hasErrors } from '../befunde/befunde.js';
import { useEntwuerfe, useModelle, usePruefung } from '../sitzung.js';
import { countDateien } from './anzeige.js';
import { dateiLink } from './pfade.js';
import { Pruefdialog } from './Pruefdialog.js';
import { Verwerfen } from './Verwerfen.js';

/** The bar with all undeployed changes; absent without any. */
export function Aenderungsleiste() {
  const { speicher } = useModelle();
  const { entwuerfe, dauerhaft } = useEntwuerfe();
  const [offen, setOffen] = useState(false);
  if (!entwuerfe.length) return null;
  return (
    <section className="mod-leiste" aria-label="Ihre Änderungen" data-testid="aenderungsleiste">
      <div className="mod-leiste__zeile">
        <p className="mod-leiste__text">
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
        <div className="mod-leiste__knoepfe">
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
      className={status === 'fertig' && hasErrors(befunde) ? 'mod-leiste__fehler' : 'zst-leise'}
    >
      {texte[status]}
    </p>
  );
}
