import type { Begruendung } from '../../api/typen.js';
import { latestOf } from '../../bausteine/Vorschlagskarte.js';
import { formatZeit } from '../../bausteine/datum.js';

/** Which rows of which tables led to the proposal, with what they were asked; earlier evaluations fold away. */
export function Regelwerk({ begruendung }: { begruendung: Begruendung[] }) {
  const letzte = latestOf(begruendung);
  const fruehere = begruendung.filter((tabelle) => !letzte.includes(tabelle));
  return (
    <section className="zst-stapel zst-stapel--eng" aria-labelledby="regeln">
      <h2 className="kern-heading-medium" id="regeln">
        Wie die Regel zu ihrem Vorschlag kommt
      </h2>
      <Tabellen tabellen={letzte} />
      {fruehere.length > 0 ? (
        <details className="zst-klappe">
          <summary>Frühere Auswertungen ({fruehere.length})</summary>
          <div className="zst-stapel zst-stapel--eng">
            <Tabellen tabellen={fruehere} />
          </div>
        </details>
      ) : null}
    </section>
  );
}

function Tabellen({ tabellen }: { tabellen: Begruendung[] }) {
  return tabellen.map((tabelle, index) => (
    <details className="zst-klappe zst-tabelle" key={`${tabelle.tabelle}-${index}`}>
      <summary>
        {tabelle.entscheidung}
        <span className="zst-leise"> · {ergebnisOf(tabelle)}</span>
      </summary>
      <Tabelle tabelle={tabelle} />
    </details>
  ));
}

const ergebnisOf = ({ zeilen }: Begruendung): string =>
  zeilen.length === 0 ? 'keine Zeile trifft zu' : zeilen.map((zeile) => `Zeile ${zeile.nummer}`).join(', ');

function Tabelle({ tabelle }: { tabelle: Begruendung }) {
  return (
    <div className="zst-stapel zst-stapel--eng zst-tabelle__inhalt">
      <p className="kern-title">Gefragt war</p>
      <dl className="zst-eingaben">
        {tabelle.eingaben.map((eingabe) => (
          <div key={eingabe.name}>
            <dt>{eingabe.name}</dt>
            <dd>{eingabe.wert}</dd>
          </div>
        ))}
      </dl>
      {tabelle.zeilen.map((zeile) => (
        <div className="zst-zeile" key={zeile.nummer}>
          <p>
            <strong>Zeile {zeile.nummer}:</strong> {zeile.text}
          </p>
          <p>Ergebnis: {zeile.ergebnis}</p>
          {zeile.quelle ? <p className="zst-leise zst-klein">Quelle: {zeile.quelle}</p> : null}
        </div>
      ))}
      <p className="zst-leise zst-klein">
        Tabelle {tabelle.tabelle}, Version {tabelle.version}, ausgewertet am {formatZeit(tabelle.am)}
      </p>
    </div>
  );
}
