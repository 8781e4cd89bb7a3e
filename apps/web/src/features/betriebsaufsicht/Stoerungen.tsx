import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { useBetriebsuebersicht, type Stoerung, type Stoerungsart } from '../../api/betrieb.js';
import { api, daten } from '../../api/client.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Auswahlfeld } from '../../bausteine/Auswahlfeld.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Leer } from '../../bausteine/Liste.js';
import { Dauer } from '../../bausteine/Zeit.js';
import { Ladeanzeige } from '../../layout/Ladeanzeige.js';
import { Seite } from '../../layout/Seite.js';
import { AlleWiederholen } from './AlleWiederholen.js';
import { Reiterleiste } from './Reiterleiste.js';
import './betrieb.css';

interface Filter {
  prozess?: string;
  element?: string;
  code?: string;
  stunden?: number;
}

const alter = [
  { wert: '1', text: 'seit mehr als einer Stunde' },
  { wert: '24', text: 'seit mehr als einem Tag' },
  { wert: '168', text: 'seit mehr als einer Woche' },
];

const keyOf = ({ prozess, elementId, code }: Stoerungsart) => JSON.stringify([prozess, elementId, code]);

/** Everything that stands still because something went wrong. */
export function Stoerungen() {
  const uebersicht = useBetriebsuebersicht();
  return (
    <Seite titel="Betrieb">
      <Reiterleiste />
      <Abfrage abfrage={uebersicht}>
        {({ anzahl, arten }) =>
          anzahl === 0 ? (
            <Leer titel="Keine Störungen">
              Alle Vorgänge laufen. Bleibt einer stehen, weil etwas nicht stimmt, steht er hier.
            </Leer>
          ) : (
            <Liste arten={arten} />
          )
        }
      </Abfrage>
    </Seite>
  );
}

function Liste({ arten }: { arten: Stoerungsart[] }) {
  const [suche, setSuche] = useSearchParams();
  const gewaehlt = arten.find((art) => keyOf(art) === suche.get('art'));
  const stunden = Number(suche.get('stunden')) || undefined;
  const filter: Filter = {
    ...(gewaehlt && { prozess: gewaehlt.prozess, element: gewaehlt.elementId, code: gewaehlt.code }),
    ...(stunden && { stunden }),
  };
  const set = (name: string, wert: string) =>
    setSuche((vorher) => {
      if (wert) vorher.set(name, wert);
      else vorher.delete(name);
      return vorher;
    });
  return (
    <>
      <div className="btr-filter">
        <Auswahlfeld
          id="art"
          beschriftung="Stelle"
          leer="alle Stellen"
          wert={gewaehlt ? keyOf(gewaehlt) : ''}
          optionen={arten.map((art) => ({
            wert: keyOf(art),
            text: `${art.name} (${art.code}): ${art.anzahl}`,
          }))}
          onWert={(wert) => set('art', wert)}
        />
        <Auswahlfeld
          id="alter"
          beschriftung="Steht still"
          leer="egal wie lange"
          wert={stunden ? String(stunden) : ''}
          optionen={alter}
          onWert={(wert) => set('stunden', wert)}
        />
      </div>
      {gewaehlt ? <AlleWiederholen key={keyOf(gewaehlt)} art={gewaehlt} /> : null}
      <Treffer filter={filter} />
    </>
  );
}

function Treffer({ filter }: { filter: Filter }) {
  const stoerungen = useInfiniteQuery({
    queryKey: ['betrieb', 'stoerungen', filter],
    queryFn: ({ pageParam }) =>
      daten(
        api.GET('/api/betrieb/stoerungen', {
          params: { query: { ...filter, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (seite) => seite.weiter,
  });
  if (stoerungen.isPending) return <Ladeanzeige />;
  if (!stoerungen.data)
    return <FehlerHinweis fehler={stoerungen.error} erneut={() => void stoerungen.refetch()} />;
  const eintraege = stoerungen.data.pages.flatMap((seite) => seite.eintraege);
  if (eintraege.length === 0) return <Leer titel="Dazu gibt es keine Störungen" />;
  return (
    <section className="zst-stapel" aria-label="Störungen">
      <ul className="zst-eintraege">
        {eintraege.map((eintrag) => (
          <Zeile key={eintrag.ablaufId + eintrag.elementId + eintrag.seit} eintrag={eintrag} />
        ))}
      </ul>
      {stoerungen.hasNextPage ? (
        <p>
          <Knopf
            art="secondary"
            beschaeftigt={stoerungen.isFetchingNextPage}
            onClick={() => void stoerungen.fetchNextPage()}
          >
            Weitere anzeigen
          </Knopf>
        </p>
      ) : null}
    </section>
  );
}

function Zeile({ eintrag }: { eintrag: Stoerung }) {
  return (
    <li className="zst-eintrag">
      <div className="zst-eintrag__kopf">
        <h2 className="kern-title">
          <Link className="kern-link kern-link--stretched" to={`/betrieb/ablaeufe/${eintrag.ablaufId}`}>
            {eintrag.name}
          </Link>
        </h2>
        <span className="zst-leise zst-klein">{eintrag.code}</span>
      </div>
      <p>{eintrag.text}</p>
      <p className="zst-leise zst-klein zst-eintrag__fuss">
        <span>{eintrag.titel ? `${eintrag.referenz} · ${eintrag.titel}` : eintrag.referenz}</span>
        <span>{eintrag.prozessName}</span>
        <span>
          steht seit <Dauer seit={eintrag.seit} />
        </span>
      </p>
    </li>
  );
}
