import { useQuery } from '@tanstack/react-query';
import { FehlerHinweis, Hinweis } from '../../../bausteine/Hinweis.js';
import { Knopf } from '../../../bausteine/Knopf.js';
import { loadDatei } from '../api/modelle.js';
import type { Entwurf } from '../entwuerfe/entwurfsspeicher.js';
import { findOverlap } from '../entwuerfe/ueberschneidung.js';
import { useEntwuerfe, useModelle } from '../sitzung.js';
import { formatZeit } from './anzeige.js';
import { downloadDatei } from './lokaledatei.js';
import { Verwerfen } from './Verwerfen.js';

async function loadAusgaenge(entwuerfe: readonly Entwurf[], version: number): Promise<Map<string, string>> {
  const inhalte = await Promise.all(
    entwuerfe.map(async ({ pfad }) => [pfad, await loadDatei(pfad, version)] as const),
  );
  return new Map(inhalte.flatMap(([pfad, inhalt]) => (inhalt === null ? [] : [[pfad, inhalt] as const])));
}

/** Someone deployed after these changes began: who, when, and the ways on; absent if nobody did. */
export function Konflikt() {
  const { stand } = useModelle();
  const { basisVersion } = useEntwuerfe();
  return basisVersion !== null && stand.version > basisVersion ? <NeuereVersion /> : null;
}

function NeuereVersion() {
  const { stand, speicher } = useModelle();
  const { entwuerfe, basisVersion } = useEntwuerfe();
  const ausgaenge = useQuery({
    queryKey: ['modelle', 'ausgaenge', stand.version, entwuerfe.map(({ pfad }) => pfad)],
    queryFn: () => loadAusgaenge(entwuerfe, stand.version),
    staleTime: Infinity,
  });
  return (
    <div data-testid="konflikt">
      <Hinweis art="warning" titel={`Inzwischen gibt es Version ${stand.version}`} melden>
        <p className="kern-body">
          {stand.bereitgestelltVon} hat sie am {formatZeit(stand.bereitgestelltAm)} bereitgestellt. Ihre
          Änderungen beruhen noch auf Version {basisVersion} und lassen sich so nicht bereitstellen.
        </p>
        {ausgaenge.isError ? <FehlerHinweis fehler={ausgaenge.error} /> : null}
        {ausgaenge.data ? <Uebernahme ausgaenge={ausgaenge.data} /> : null}
        <div className="mod-knoepfe">
          <Knopf
            art="secondary"
            symbol="download"
            onClick={() => entwuerfe.forEach(({ pfad, inhalt }) => downloadDatei(pfad, inhalt))}
          >
            Meine Dateien herunterladen
          </Knopf>
          <Verwerfen
            text={`Version ${stand.version} laden`}
            frage="Ihre Änderungen gehen dabei verloren."
            onVerwerfen={() => speicher.discardAll()}
          />
        </div>
      </Hinweis>
    </div>
  );
}

function Uebernahme({ ausgaenge }: { ausgaenge: Map<string, string> }) {
  const { stand, speicher } = useModelle();
  const { entwuerfe } = useEntwuerfe();
  const doppelt = findOverlap(entwuerfe, ausgaenge);
  if (doppelt.length)
    return (
      <p className="kern-body">
        Auch dort geändert: <strong>{doppelt.map(({ name }) => name).join(', ')}</strong>. Laden Sie Ihre
        Dateien herunter, öffnen Sie Version {stand.version} und tragen Sie Ihre Änderungen dort noch einmal
        ein.
      </p>
    );
  return (
    <>
      <p className="kern-body">
        Ihre Dateien wurden dort nicht geändert. Sie können Ihre Änderungen unverändert übernehmen.
      </p>
      <div className="mod-knoepfe">
        <Knopf onClick={() => speicher.rebase(stand.version, ausgaenge)}>
          {`Meine Änderungen auf Version ${stand.version} übernehmen`}
        </Knopf>
      </div>
    </>
  );
}
