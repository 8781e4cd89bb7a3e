import { Link } from 'react-router';
import type { ReactNode } from 'react';
import { formatAnzahl } from '../../../bausteine/anzahl.js';
import { Klappe } from '../../../bausteine/Klappe.js';
import type { Modelldatei } from '../api/types.js';
import { anzeigename, dateiart, dateigruppen, type Dateigruppe } from '../dateiart.js';

interface Props {
  dateien: readonly Pick<Modelldatei, 'pfad' | 'name'>[];
  linkOf(pfad: string): string;
  geaendert: ReadonlySet<string>;
  markierung: string;
}

/** Files by kind, with plain names. */
export function Dateigruppen({ dateien, linkOf, geaendert, markierung }: Props) {
  const gruppen = dateigruppen
    .map((gruppe) => ({ ...gruppe, dateien: dateien.filter(({ pfad }) => dateiart(pfad) === gruppe.art) }))
    .filter((gruppe) => gruppe.dateien.length);
  return (
    <div className="mod-gruppen">
      {gruppen.map((gruppe) => (
        <Gruppe key={gruppe.art} gruppe={gruppe} anzahl={gruppe.dateien.length}>
          <ul className="mod-dateien">
            {[...gruppe.dateien]
              .sort((a, b) => anzeigename(a).localeCompare(anzeigename(b), 'de'))
              .map((datei) => (
                <li key={datei.pfad}>
                  <Link to={linkOf(datei.pfad)} data-pfad={datei.pfad}>
                    {anzeigename(datei)}
                  </Link>
                  <span className="zst-leise zst-klein"> {datei.pfad}</span>
                  {geaendert.has(datei.pfad) ? (
                    <span className="kern-badge kern-badge--info kern-badge--small">
                      <span className="kern-label kern-label--small">{markierung}</span>
                    </span>
                  ) : null}
                </li>
              ))}
          </ul>
        </Gruppe>
      ))}
    </div>
  );
}

interface Gruppenprops {
  gruppe: Dateigruppe;
  anzahl: number;
  children: ReactNode;
}

/** Forms and messages are many, examples rarely opened. */
const OFFEN: Partial<Record<Dateigruppe['art'], boolean | 'breit'>> = {
  form: 'breit',
  nachricht: 'breit',
  szenario: false,
};

function Gruppe({ gruppe: { art, titel, erklaerung }, anzahl, children }: Gruppenprops) {
  return (
    <Klappe
      id={`gruppe-${art}`}
      titel={titel}
      kurz={formatAnzahl(anzahl, 'Datei', 'Dateien')}
      offen={OFFEN[art] ?? true}
      className="mod-gruppe"
    >
      {erklaerung ? <p className="zst-leise">{erklaerung}</p> : null}
      {children}
    </Klappe>
  );
}
