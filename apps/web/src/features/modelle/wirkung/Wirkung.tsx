import { useQuery, useQueryClient } from '@tanstack/react-query';
import { formatAnzahl } from '../../../bausteine/anzahl.js';
import { Hinweis } from '../../../bausteine/Hinweis.js';
import { loadDatei } from '../api/modelle.js';
import { useEntwuerfe, useModelle } from '../sitzung.js';
import type { Datei, Tabellenwirkung, Wechsel, Wirkung as Ergebnis } from './wirkung.js';

const GEFRAGT = /\.(dmn|faelle\.json)$/;
const EINGABEN = 3;
const FAELLE = 10;

/** Plays the changed tables and those in use against one another; the drafts stand in the key. */
function useWirkung() {
  const { stand } = useModelle();
  const { entwuerfe } = useEntwuerfe();
  const client = useQueryClient();
  const load = async (pfad: string): Promise<Datei> => ({
    pfad,
    inhalt:
      (await client.fetchQuery({
        queryKey: ['modelle', 'datei', pfad, stand.version],
        queryFn: () => loadDatei(pfad, stand.version),
        staleTime: Infinity,
      })) ?? '',
  });
  return useQuery({
    queryKey: ['modelle', 'wirkung', stand.version, entwuerfe.map(({ pfad, inhalt }) => [pfad, inhalt])],
    queryFn: async () => {
      const pfade = stand.dateien.map(({ pfad }) => pfad).filter((pfad) => GEFRAGT.test(pfad));
      const vorher = await Promise.all(pfade.map(load));
      const neu = entwuerfe.filter(({ pfad }) => GEFRAGT.test(pfad));
      const unberuehrt = vorher.filter(({ pfad }) => !neu.some((entwurf) => entwurf.pfad === pfad));
      const { compareStaende } = await import('./wirkung.js');
      return compareStaende(vorher, [...unberuehrt, ...neu], new Date().toISOString());
    },
    staleTime: Infinity,
    retry: false,
  });
}

/** What a changed table decides differently from the version in use; nothing as long as no table is changed. */
export function Wirkung() {
  const { entwuerfe } = useEntwuerfe();
  if (!entwuerfe.some(({ pfad }) => pfad.endsWith('.dmn'))) return null;
  return (
    <section className="zst-stapel zst-stapel--eng" aria-labelledby="wirkung" data-testid="wirkung">
      <h3 className="kern-title" id="wirkung">
        Was ändert sich?
      </h3>
      <Inhalt />
    </section>
  );
}

function Inhalt() {
  const { stand } = useModelle();
  const wirkung = useWirkung();
  if (wirkung.isPending) return <p role="status">Beispielfälle und Tabellen werden durchgespielt …</p>;
  if (wirkung.isError) return <p>Der Vergleich mit Version {stand.version} ist gerade nicht möglich.</p>;
  if (!wirkung.data) return <p>Der Vergleich ist möglich, sobald die Fehler in den Tabellen behoben sind.</p>;
  const { andereFaelle, tabellen, andereZeilen } = wirkung.data;
  return (
    <>
      {andereFaelle === 0 && tabellen.length === 0 ? (
        <Hinweis art="success" titel="Nichts wird anders entschieden" />
      ) : (
        <>
          <Faelle wirkung={wirkung.data} />
          {tabellen.map((tabelle) => (
            <Tabelle key={tabelle.name} tabelle={tabelle} />
          ))}
        </>
      )}
      {andereZeilen > 0 ? (
        <p>{formatAnzahl(andereZeilen, 'Mal', 'Mal')} kommt dasselbe Ergebnis aus einer anderen Zeile.</p>
      ) : null}
      <p className="zst-leise zst-klein">
        {umfang(wirkung.data)}, verglichen mit Version {stand.version}.
      </p>
    </>
  );
}

const umfang = ({ faelle, eingaben }: Ergebnis): string =>
  `Durchgespielt wurden ${formatAnzahl(faelle, 'Beispielfall', 'Beispielfälle')} und ${formatAnzahl(eingaben, 'Eingabe', 'Eingaben')} in die einzelnen Tabellen`;

function Faelle({ wirkung: { faelle, andereFaelle, fallwechsel } }: { wirkung: Ergebnis }) {
  if (faelle === 0) return null;
  if (andereFaelle === 0)
    return <p>Alle {formatAnzahl(faelle, 'Beispielfall', 'Beispielfälle')} gehen aus wie bisher.</p>;
  return (
    <>
      <p>
        <strong>
          {andereFaelle} von {formatAnzahl(faelle, 'Beispielfall', 'Beispielfällen')}
        </strong>{' '}
        {andereFaelle === 1 ? 'geht' : 'gehen'} anders aus:
      </p>
      <Wechselliste wechsel={fallwechsel} hoechstens={FAELLE} />
    </>
  );
}

/** Each change, then what meets it. */
function Wechselliste({ wechsel, hoechstens }: { wechsel: Wechsel[]; hoechstens: number }) {
  return (
    <ul className="zst-liste">
      {wechsel.map(({ saetze, bei }) => (
        <li key={saetze.join()}>
          {saetze.map((satz) => (
            <p key={satz}>{satz.charAt(0).toUpperCase() + satz.slice(1)}</p>
          ))}
          <ul className="zst-liste zst-klein zst-leise">
            {bei.slice(0, hoechstens).map((eines) => (
              <li key={eines}>{eines}</li>
            ))}
            {bei.length > hoechstens ? <li>und {bei.length - hoechstens} weitere</li> : null}
          </ul>
        </li>
      ))}
    </ul>
  );
}

const ARTEN = {
  added: 'ist neu.',
  removed: 'gibt es nicht mehr.',
} as const;

function Tabelle({ tabelle: { name, art, anders, von, wechsel } }: { tabelle: Tabellenwirkung }) {
  if (art !== 'changed')
    return (
      <p>
        Die Tabelle <strong>{name}</strong> {ARTEN[art]}
      </p>
    );
  return (
    <details className="zst-klappe zst-tabelle">
      <summary>
        {name}
        <span className="zst-leise">
          : {anders} von {formatAnzahl(von, 'Eingabe', 'Eingaben')} anders
        </span>
      </summary>
      <Wechselliste wechsel={wechsel} hoechstens={EINGABEN} />
    </details>
  );
}
