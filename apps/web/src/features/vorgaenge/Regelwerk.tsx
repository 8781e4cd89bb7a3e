import { Link } from 'react-router';
import { useIch } from '../../api/ich.js';
import type { Begruendung } from '../../api/typen.js';
import { formatAnzahl } from '../../bausteine/anzahl.js';
import { formatZeit } from '../../bausteine/datum.js';
import { Klappe } from '../../bausteine/Klappe.js';
import { latestOf } from '../../bausteine/Vorschlagskarte.js';

/** Which rows of which tables led to the proposal, with what they were asked. */
export function Regelwerk({ begruendung }: { begruendung: Begruendung[] }) {
  return (
    <Klappe
      id="regeln"
      titel="Wie die Regel zu ihrem Vorschlag kommt"
      kurz={formatAnzahl(latestOf(begruendung).length, 'Tabelle', 'Tabellen')}
      className="zst-regeln"
    >
      <Regeln begruendung={begruendung} />
    </Klappe>
  );
}

/** The tables that had something to say; what said nothing and earlier evaluations fold away. */
export function Regeln({ begruendung }: { begruendung: Begruendung[] }) {
  const letzte = latestOf(begruendung);
  const ohneTreffer = letzte.filter(({ zeilen }) => zeilen.length === 0);
  const fruehere = begruendung.filter((tabelle) => !letzte.includes(tabelle));
  return (
    <div className="zst-stapel zst-stapel--eng">
      <Tabellen tabellen={letzte.filter(({ zeilen }) => zeilen.length > 0)} />
      <Weitere titel="Tabellen, in denen keine Zeile zutraf" tabellen={ohneTreffer} />
      <Weitere titel="Frühere Auswertungen" tabellen={fruehere} />
    </div>
  );
}

function Weitere({ titel, tabellen }: { titel: string; tabellen: Begruendung[] }) {
  if (tabellen.length === 0) return null;
  return (
    <details className="zst-klappe">
      <summary>
        {titel} ({tabellen.length})
      </summary>
      <div className="zst-stapel zst-stapel--eng">
        <Tabellen tabellen={tabellen} />
      </div>
    </details>
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
      {tabelle.zeilen.map((zeile) => (
        <div className="zst-zeile" key={zeile.nummer}>
          <p>
            <strong>Zeile {zeile.nummer}:</strong> {zeile.text}
          </p>
          <p>Ergebnis: {zeile.ergebnis}</p>
          {zeile.quelle ? <p className="zst-leise zst-klein">Quelle: {zeile.quelle}</p> : null}
        </div>
      ))}
      <p className="kern-title">Gefragt war</p>
      <dl className="zst-eingaben">
        {tabelle.eingaben.map((eingabe, index) => (
          <div key={index}>
            <dt>{eingabe.name}</dt>
            <dd>{eingabe.wert}</dd>
          </div>
        ))}
      </dl>
      <p className="zst-leise zst-klein">
        Version {tabelle.version}, ausgewertet am {formatZeit(tabelle.am)}
      </p>
      <Regellink tabelle={tabelle} />
    </div>
  );
}

/** The way to the table itself, for those who may see the models. */
function Regellink({ tabelle }: { tabelle: Begruendung }) {
  const rechte = useIch().data?.rechte ?? [];
  if (!rechte.includes('modelle.sehen')) return null;
  const zeile = tabelle.zeilen[0]?.nummer;
  return (
    <p className="zst-nicht-drucken">
      <Link to={`/modelle/regel/${encodeURIComponent(tabelle.tabelle)}${zeile ? `?zeile=${zeile}` : ''}`}>
        Diese Regel ansehen<span className="kern-sr-only">: {tabelle.entscheidung}</span>
      </Link>
    </p>
  );
}
