import { Link } from 'react-router';
import { useKommunen } from '../../api/kommunen.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Leer } from '../../bausteine/Liste.js';
import { Seite } from '../../layout/Seite.js';

/** The first page: which municipality is it about? */
export function Auswahl() {
  const kommunen = useKommunen();
  return (
    <Seite titel="Hilfe suchen oder einen Fall melden" vorzeile="Kommunales Integrationsmanagement">
      <p className="kern-body kern-body--large zst-text">
        Das Case Management hilft Menschen mit Einwanderungsgeschichte, wenn vieles zusammenkommt. Sie können
        sich selbst melden oder den Fall eines Menschen, den Sie begleiten. Wählen Sie den Ort, an dem die
        Person wohnt.
      </p>
      <h2 className="kern-heading-large">Um welche Kommune geht es?</h2>
      <Abfrage abfrage={kommunen}>
        {(liste) =>
          liste.length === 0 ? (
            <Leer titel="Noch ist keine Kommune eingerichtet" />
          ) : (
            <ul className="zst-karten">
              {liste.map((kommune) => (
                <li key={kommune.id} className="kern-card kern-card--interactive">
                  <div className="kern-card__container">
                    <h3 className="kern-title">
                      <Link className="kern-link kern-link--stretched" to={`/${kommune.id}`}>
                        {kommune.name}
                      </Link>
                    </h3>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Abfrage>
    </Seite>
  );
}
