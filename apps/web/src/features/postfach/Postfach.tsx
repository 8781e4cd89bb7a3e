import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { api, daten } from '../../api/client.js';
import type { Nachricht } from '../../api/typen.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Leer } from '../../bausteine/Liste.js';
import { Ladeanzeige } from '../../layout/Ladeanzeige.js';
import { Seite } from '../../layout/Seite.js';
import { Lesebereich } from './Lesebereich.js';
import { formatZeit } from '../../bausteine/datum.js';
import './postfach.css';

const useNachrichten = () =>
  useInfiniteQuery({
    queryKey: ['postfach'],
    queryFn: ({ pageParam }) =>
      daten(api.GET('/api/postfach', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    initialPageParam: null as string | null,
    getNextPageParam: (seite) => seite.weiter,
    refetchInterval: 60_000,
  });

/** Every e-mail the models have sent: list and reading pane, one after the other on a phone. */
export function Postfach() {
  const nachrichten = useNachrichten();
  const [suche] = useSearchParams();
  if (nachrichten.isPending) return <Ladeanzeige />;
  if (!nachrichten.data)
    return <FehlerHinweis fehler={nachrichten.error} erneut={() => void nachrichten.refetch()} />;
  const alle = nachrichten.data.pages.flatMap((seite) => seite.eintraege);
  const offen = alle.find(({ id }) => id === suche.get('nachricht')) ?? null;
  return (
    <Seite titel="Postfach">
      <p className="kern-body zst-text">
        Hier liegen die Benachrichtigungen, die aus den Abläufen entstanden sind – auch dann, wenn kein
        Mailversand eingerichtet ist.
      </p>
      {alle.length === 0 ? (
        <Leer titel="Noch keine Nachrichten">
          Sobald ein Ablauf jemanden benachrichtigt, steht die Nachricht hier.
        </Leer>
      ) : (
        <div className={`zst-postfach${offen ? ' zst-postfach--liest' : ''}`}>
          <section className="zst-postfach__liste" aria-label="Nachrichten">
            <ul className="zst-nachrichten">
              {alle.map((nachricht) => (
                <Zeile key={nachricht.id} nachricht={nachricht} offen={nachricht === offen} />
              ))}
            </ul>
            {nachrichten.hasNextPage ? (
              <Knopf art="secondary" onClick={() => void nachrichten.fetchNextPage()}>
                Weitere anzeigen
              </Knopf>
            ) : null}
          </section>
          <Lesebereich nachricht={offen} />
        </div>
      )}
    </Seite>
  );
}

function Zeile({ nachricht, offen }: { nachricht: Nachricht; offen: boolean }) {
  return (
    <li>
      <Link to={`?nachricht=${nachricht.id}`} aria-current={offen ? 'true' : undefined}>
        <strong>{nachricht.betreff}</strong>
        <span>An {nachricht.an}</span>
        <span className="zst-leise zst-klein">{formatZeit(nachricht.am)}</span>
      </Link>
    </li>
  );
}
