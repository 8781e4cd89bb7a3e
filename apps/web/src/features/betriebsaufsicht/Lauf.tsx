import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { MassenlaufMitErgebnissen } from '../../api/betrieb.js';
import { api, daten } from '../../api/client.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Paare } from '../../bausteine/Liste.js';
import { Zeit } from '../../bausteine/Zeit.js';
import { Seite } from '../../layout/Seite.js';
import { Laufmarke } from './Laufmarke.js';
import { Reiterleiste } from './Reiterleiste.js';
import './betrieb.css';

const zustaende = {
  wartet: 'wartet',
  erledigt: 'erledigt',
  abgelehnt: 'blieb, wie er war',
  gescheitert: 'gescheitert',
} as const;

/** One batch: how far it is, and what became of each case. */
export function Lauf() {
  const { id = '' } = useParams();
  const lauf = useQuery({
    queryKey: ['betrieb', 'lauf', id],
    queryFn: () => daten(api.GET('/api/betrieb/laeufe/{id}', { params: { path: { id } } })),
    refetchInterval: (abfrage) => (abfrage.state.data?.status === 'laeuft' ? 1000 : false),
  });
  return <Abfrage abfrage={lauf}>{(daten) => <Inhalt lauf={daten} />}</Abfrage>;
}

function Inhalt({ lauf }: { lauf: MassenlaufMitErgebnissen }) {
  const fertig = lauf.gesamt - lauf.wartend;
  return (
    <Seite titel={lauf.text} vorzeile={lauf.art === 'umzug' ? 'Versionswechsel' : 'Neuer Versuch'}>
      <Reiterleiste />
      <div className="zst-eintrag__fuss">
        <Laufmarke lauf={lauf} />
        <span role="status">
          {fertig} von {lauf.gesamt} bearbeitet
        </span>
      </div>
      <progress
        className="btr-balken"
        max={Math.max(lauf.gesamt, 1)}
        value={fertig}
        aria-label="Fortschritt"
      />
      {lauf.status === 'laeuft' ? <Anhalten id={lauf.id} /> : null}
      <Paare
        paare={[
          { frage: 'Erledigt', antwort: String(lauf.erledigt) },
          { frage: 'Blieben, wie sie waren', antwort: String(lauf.abgelehnt) },
          { frage: 'Gescheitert', antwort: String(lauf.gescheitert) },
          { frage: 'Begründung', antwort: lauf.begruendung },
          { frage: 'Begonnen', antwort: <Begonnen lauf={lauf} /> },
        ]}
      />
      <Ergebnisse lauf={lauf} />
    </Seite>
  );
}

function Begonnen({ lauf }: { lauf: MassenlaufMitErgebnissen }) {
  return (
    <>
      <Zeit am={lauf.begonnenAm} />
      {lauf.wer ? ` von ${lauf.wer}` : ''}
    </>
  );
}

function Anhalten({ id }: { id: string }) {
  const queries = useQueryClient();
  const anhalten = useMutation({
    mutationFn: () => daten(api.POST('/api/betrieb/laeufe/{id}/anhalten', { params: { path: { id } } })),
    onSuccess: (lauf) => queries.setQueryData(['betrieb', 'lauf', id], lauf),
  });
  return (
    <div>
      {anhalten.isError ? <FehlerHinweis fehler={anhalten.error} /> : null}
      <Knopf art="secondary" beschaeftigt={anhalten.isPending} onClick={() => anhalten.mutate()}>
        Anhalten
      </Knopf>
    </div>
  );
}

function Ergebnisse({ lauf }: { lauf: MassenlaufMitErgebnissen }) {
  if (lauf.ergebnisse.length === 0) return null;
  return (
    <table className="btr-tabelle">
      <caption className="kern-title">
        Ergebnis je Vorgang
        {lauf.gesamt > lauf.ergebnisse.length ? ` (${lauf.ergebnisse.length} von ${lauf.gesamt})` : ''}
      </caption>
      <thead>
        <tr>
          <th scope="col">Vorgang</th>
          <th scope="col">Ergebnis</th>
          <th scope="col">Grund</th>
        </tr>
      </thead>
      <tbody>
        {lauf.ergebnisse.map(({ ablaufId, referenz, titel, status, gruende }) => (
          <tr key={ablaufId}>
            <td>
              <Link to={`/betrieb/ablaeufe/${ablaufId}`}>{referenz ?? 'Ablauf ohne Vorgang'}</Link>
              {titel ? ` ${titel}` : ''}
            </td>
            <td>{zustaende[status]}</td>
            <td>{gruende.join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
