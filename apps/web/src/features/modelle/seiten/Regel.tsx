import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { Abfrage } from '../../../bausteine/Abfrage.js';
import { NichtGefunden } from '../../../layout/NichtGefunden.js';
import { loadDatei } from '../api/modelle.js';
import type { Modellstand } from '../api/types.js';
import { dateiart } from '../dateiart.js';
import { findRegel, type Regelort } from '../regelort.js';
import { useModelle } from '../sitzung.js';
import { dateiLink } from '../teile/pfade.js';

async function locate(stand: Modellstand, tabelle: string, zeile: number): Promise<Regelort | null> {
  const pfade = stand.dateien.map(({ pfad }) => pfad).filter((pfad) => dateiart(pfad) === 'dmn');
  const inhalte = await Promise.all(pfade.map((pfad) => loadDatei(pfad, stand.version)));
  return findRegel(
    pfade.map((pfad, index) => ({ pfad, inhalt: inhalte[index] ?? '' })),
    tabelle,
    zeile,
  );
}

/** From the reason of a proposal to the row of the table as it stands today. */
export function Regel() {
  const { tabelle = '' } = useParams();
  const [suche] = useSearchParams();
  const zeile = Number(suche.get('zeile'));
  const { stand } = useModelle();
  const ort = useQuery({
    queryKey: ['modelle', 'regel', stand.version, tabelle, zeile],
    queryFn: () => locate(stand, tabelle, zeile),
    staleTime: Infinity,
  });
  return (
    <Abfrage abfrage={ort}>
      {(gefunden) =>
        gefunden ? (
          <Navigate
            to={`${dateiLink(gefunden.pfad)}?element=${encodeURIComponent(gefunden.element)}`}
            replace
          />
        ) : (
          <NichtGefunden />
        )
      }
    </Abfrage>
  );
}
