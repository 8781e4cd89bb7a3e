import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Massenlauf } from '../../api/betrieb.js';
import { api, daten } from '../../api/client.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Leer } from '../../bausteine/Liste.js';
import { Zeit } from '../../bausteine/Zeit.js';
import { Seite } from '../../layout/Seite.js';
import { Laufmarke } from './Laufmarke.js';
import { Reiterleiste } from './Reiterleiste.js';

/** What was done to many cases at once. */
export function Laeufe() {
  const laeufe = useQuery({
    queryKey: ['betrieb', 'laeufe'],
    queryFn: () => daten(api.GET('/api/betrieb/laeufe')),
    refetchInterval: 10_000,
  });
  return (
    <Seite titel="Betrieb">
      <Reiterleiste />
      <Abfrage abfrage={laeufe}>
        {(liste) =>
          liste.length === 0 ? (
            <Leer titel="Noch kein Sammelvorgang">
              Wenn viele Vorgänge auf einmal umziehen oder neu versucht werden, steht hier, was daraus wurde.
            </Leer>
          ) : (
            <ul className="zst-eintraege" aria-label="Sammelvorgänge">
              {liste.map((lauf) => (
                <Zeile key={lauf.id} lauf={lauf} />
              ))}
            </ul>
          )
        }
      </Abfrage>
    </Seite>
  );
}

function Zeile({ lauf }: { lauf: Massenlauf }) {
  return (
    <li className="zst-eintrag">
      <div className="zst-eintrag__kopf">
        <h2 className="kern-title">
          <Link className="kern-link kern-link--stretched" to={`/betrieb/laeufe/${lauf.id}`}>
            {lauf.text}
          </Link>
        </h2>
        <Laufmarke lauf={lauf} />
      </div>
      <p>{lauf.begruendung}</p>
      <p className="zst-leise zst-klein zst-eintrag__fuss">
        <span>
          Begonnen <Zeit am={lauf.begonnenAm} />
        </span>
        {lauf.wer ? <span>{lauf.wer}</span> : null}
        <span>
          {lauf.erledigt} von {lauf.gesamt} erledigt
        </span>
      </p>
    </li>
  );
}
