import { Link, useParams } from 'react-router';
import { useKommune } from '../../api/kommunen.js';
import type { Kommune, Zugang } from '../../api/typen.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Linkknopf } from '../../bausteine/Knopf.js';
import { Seite } from '../../layout/Seite.js';
import { Kontakt } from './Kontakt.js';
import { Notfall } from '../../bausteine/Notfall.js';

/** Start page of a municipality: what this is, the ways in, what to do when there is danger. */
export function Startseite() {
  const { kommune = '' } = useParams();
  const abfrage = useKommune(kommune);
  return <Abfrage abfrage={abfrage}>{(daten) => <Inhalt kommune={daten} />}</Abfrage>;
}

function Inhalt({ kommune }: { kommune: Kommune }) {
  return (
    <Seite titel="Hilfe suchen oder einen Fall melden" vorzeile={kommune.name}>
      <p className="kern-body kern-body--large zst-text">{kommune.einleitung}</p>
      <Notfall kontakte={kommune.notfall} />
      <section className="zst-stapel" aria-labelledby="wege">
        <h2 className="kern-heading-large" id="wege">
          {kommune.zugaenge.length > 1 ? 'Was möchten Sie tun?' : 'Hier geht es los'}
        </h2>
        <ul className="zst-karten zst-karten--breit">
          {kommune.zugaenge.map((zugang) => (
            <Zugangskarte key={zugang.id} kommune={kommune.id} zugang={zugang} />
          ))}
        </ul>
      </section>
      <section className="zst-kasten zst-stapel zst-stapel--eng" aria-labelledby="stand">
        <h2 className="kern-heading-medium" id="stand">
          Schon gemeldet?
        </h2>
        <p className="kern-body">Mit Vorgangsnummer und PIN sehen Sie, wie weit Ihre Meldung ist.</p>
        <p>
          <Linkknopf nach="/status" art="secondary">
            Stand einer Meldung abfragen
          </Linkknopf>
        </p>
      </section>
      <Kontakt kontakt={kommune.kontakt} />
      <p>
        <Link to={`/${kommune.id}/datenschutz`}>Was mit Ihren Daten geschieht</Link>
      </p>
    </Seite>
  );
}

/** Texts for the target groups kommune.json knows. */
const zielgruppen: Record<string, string> = {
  fachstelle: 'Für Fachkräfte und Ehrenamtliche',
  ratsuchende: 'Für Sie selbst',
  arbeitgeber: 'Für Betriebe',
};

function Zugangskarte({ kommune, zugang }: { kommune: string; zugang: Zugang }) {
  return (
    <li className="kern-card kern-card--interactive">
      <div className="kern-card__container">
        <header className="kern-card__header">
          {zielgruppen[zugang.zielgruppe] ? (
            <p className="kern-preline">{zielgruppen[zugang.zielgruppe]}</p>
          ) : null}
          <h3 className="kern-title">
            <Link className="kern-link kern-link--stretched" to={`/${kommune}/melden/${zugang.id}`}>
              {zugang.name}
            </Link>
          </h3>
        </header>
        <p className="kern-body">{zugang.beschreibung}</p>
      </div>
    </li>
  );
}
