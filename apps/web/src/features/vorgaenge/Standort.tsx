import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { api, daten } from '../../api/client.js';
import type { Position, Vorgang } from '../../api/typen.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Klappe } from '../../bausteine/Klappe.js';
import { Dauer } from '../../bausteine/Zeit.js';
import { Ladeanzeige } from '../../layout/Ladeanzeige.js';

const Ablauf = lazy(async () => ({ default: (await import('./Ablauf.js')).Ablauf }));

/** Where the case stands, why there, and the same in the diagram the municipality drew. */
export function Standort({ vorgang }: { vorgang: Vorgang }) {
  return (
    <section className="zst-stapel" aria-labelledby="standort">
      <h2 className="kern-heading-large" id="standort">
        Wo steht der Fall?
      </h2>
      <Positionen vorgang={vorgang} />
      <Klappe
        id="diagramm"
        titel="Der ganze Ablauf"
        kurz="als Diagramm und als Text"
        stufe={3}
        spaet
        className="zst-nicht-drucken"
      >
        <Gezeichnet vorgang={vorgang} />
      </Klappe>
    </section>
  );
}

function Gezeichnet({ vorgang }: { vorgang: Vorgang }) {
  const diagramm = useQuery({
    queryKey: ['vorgaenge', 'diagramm', vorgang.id, vorgang.geaendertAm],
    queryFn: () => daten(api.GET('/api/vorgaenge/{id}/diagramm', { params: { path: { id: vorgang.id } } })),
    staleTime: Infinity,
    placeholderData: (vorher) => vorher,
  });
  return (
    <div className="zst-diagrammplatz">
      {diagramm.data ? (
        <Suspense fallback={<Ladeanzeige text="Das Diagramm wird geladen …" />}>
          <Ablauf diagramm={diagramm.data} />
        </Suspense>
      ) : diagramm.isError ? (
        <FehlerHinweis
          titel="Das Diagramm lässt sich gerade nicht anzeigen"
          fehler={diagramm.error}
          erneut={() => void diagramm.refetch()}
        />
      ) : (
        <Ladeanzeige text="Das Diagramm wird geladen …" />
      )}
    </div>
  );
}

type Ort = Omit<Position, 'worauf'> & { worauf: string[] };

/** A step that several do at the same time is one place. */
function orteOf(positionen: Position[]): Ort[] {
  const orte = new Map<string, Ort>();
  for (const position of positionen) {
    const ort = orte.get(position.elementId);
    if (ort) ort.worauf.push(position.worauf);
    else orte.set(position.elementId, { ...position, worauf: [position.worauf] });
  }
  return [...orte.values()];
}

function Positionen({ vorgang }: { vorgang: Vorgang }) {
  if (vorgang.positionen.length === 0)
    return <p className="kern-body">Der Vorgang ist abgeschlossen. Hier wartet nichts mehr.</p>;
  return (
    <ul className="zst-positionen">
      {orteOf(vorgang.positionen).map((position) => (
        <li key={position.elementId} className="zst-kasten">
          <p>
            <strong>{position.name}</strong>{' '}
            <span className="zst-leise">
              seit <Dauer seit={position.seit} />
            </span>
          </p>
          {position.worauf.length === 1 ? (
            <p className="zst-satz">{position.worauf[0]}</p>
          ) : (
            <ul className="zst-liste">
              {position.worauf.map((worauf, index) => (
                <li className="zst-satz" key={index}>
                  {worauf}
                </li>
              ))}
            </ul>
          )}
          {position.warumHier ? (
            <p>
              <span className="zst-leise">Warum hier? </span>
              {position.warumHier}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
