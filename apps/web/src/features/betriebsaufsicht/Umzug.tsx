import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { Fassung, Umzugsplan } from '../../api/betrieb.js';
import { api, daten } from '../../api/client.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Auswahlfeld } from '../../bausteine/Auswahlfeld.js';
import { Leer } from '../../bausteine/Liste.js';
import { Seite } from '../../layout/Seite.js';
import { Reiterleiste } from './Reiterleiste.js';
import { Umzugspruefung } from './Umzugspruefung.js';
import './betrieb.css';

/** Moves running cases to another version: choose, look what would become of each, map, start. */
export function Umzug() {
  const fassungen = useQuery({
    queryKey: ['betrieb', 'fassungen'],
    queryFn: () => daten(api.GET('/api/betrieb/fassungen')),
  });
  return (
    <Seite titel="Betrieb">
      <Reiterleiste />
      <p className="kern-body zst-text">
        Laufende Vorgänge bleiben auf der Version, mit der sie begonnen haben. Hier ziehen sie auf eine andere
        um. Offene Aufgaben behalten Bearbeitung und Frist; Formulare, Texte und alles Weitere kommen aus der
        neuen Version.
      </p>
      <Abfrage abfrage={fassungen}>
        {(liste) =>
          liste.length < 2 ? (
            <Leer titel="Es gibt erst eine Version">
              Sobald unter „Abläufe und Regeln“ eine zweite bereitgestellt ist, können Vorgänge umziehen.
            </Leer>
          ) : (
            <Auswahl fassungen={liste} />
          )
        }
      </Abfrage>
    </Seite>
  );
}

const keyOf = (version: number, prozess: string) => `${version} ${prozess}`;
const fassungText = ({ version, kommentar }: Fassung) =>
  `Version ${version}${kommentar ? `: ${kommentar}` : ''}`;

function Auswahl({ fassungen }: { fassungen: Fassung[] }) {
  const [suche, setSuche] = useSearchParams();
  const herkunft = fassungen.flatMap(({ version, prozesse }) =>
    prozesse.map(({ prozess, name, anzahl }) => ({
      wert: keyOf(version, prozess),
      text: `${name}, Version ${version}: ${anzahl} ${anzahl === 1 ? 'Vorgang' : 'Vorgänge'}`,
    })),
  );
  const von = Number(suche.get('von')) || 0;
  const prozess = suche.get('prozess') ?? '';
  const ziele = fassungen.filter(({ version }) => version !== von);
  const nach = ziele.find(({ version }) => version === Number(suche.get('nach')))?.version;
  const ablaufId = suche.get('ablauf');
  const bereit = herkunft.some(({ wert }) => wert === keyOf(von, prozess)) && nach !== undefined;
  const change = (neu: Record<string, string>) =>
    setSuche((vorher) => ({ ...Object.fromEntries(vorher), ...neu }), { replace: true });
  if (herkunft.length === 0) return <Leer titel="Gerade läuft kein Vorgang" />;
  return (
    <>
      <div className="btr-filter">
        <Auswahlfeld
          id="von"
          beschriftung="Was zieht um?"
          leer="bitte wählen"
          wert={bereit || von ? keyOf(von, prozess) : ''}
          optionen={herkunft}
          onWert={(wert) => {
            const [version = '', ...id] = wert.split(' ');
            setSuche(
              { von: version, prozess: id.join(' '), nach: suche.get('nach') ?? '' },
              { replace: true },
            );
          }}
        />
        <Auswahlfeld
          id="nach"
          beschriftung="Wohin?"
          leer="bitte wählen"
          wert={nach === undefined ? '' : String(nach)}
          optionen={ziele.map((fassung) => ({
            wert: String(fassung.version),
            text: fassungText(fassung),
          }))}
          onWert={(wert) => change({ nach: wert })}
        />
      </div>
      {ablaufId ? (
        <p>
          Nur ein Vorgang zieht um.{' '}
          <button
            type="button"
            className="zst-textknopf"
            onClick={() => setSuche({ von: String(von), prozess, nach: String(nach ?? '') })}
          >
            Alle dieser Version ansehen
          </button>
        </p>
      ) : null}
      {bereit ? (
        <Pruefung
          key={JSON.stringify([von, nach, prozess, ablaufId])}
          plan={{
            prozess,
            vonVersion: von,
            nachVersion: nach,
            zuordnung: zuordnungOf(suche),
            ...(ablaufId && { ablaufId }),
          }}
          onZuordnung={(zuordnung) => change({ zuordnung: JSON.stringify(zuordnung) })}
        />
      ) : null}
    </>
  );
}

/** Kept in the address, so that going back loses nothing. */
function zuordnungOf(suche: URLSearchParams): Record<string, string> {
  try {
    const value: unknown = JSON.parse(suche.get('zuordnung') ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
  } catch {
    return {};
  }
}

function Pruefung({
  plan,
  onZuordnung,
}: {
  plan: Umzugsplan;
  onZuordnung: (zuordnung: Record<string, string>) => void;
}) {
  const vorschau = useQuery({
    queryKey: ['betrieb', 'umzug', plan],
    queryFn: () => daten(api.POST('/api/betrieb/umzuege/vorschau', { body: plan })),
    placeholderData: keepPreviousData,
  });
  return (
    <Abfrage abfrage={vorschau}>
      {(daten) => <Umzugspruefung plan={plan} vorschau={daten} onZuordnung={onZuordnung} />}
    </Abfrage>
  );
}
