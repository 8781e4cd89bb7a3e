import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { formatZeit } from '../../bausteine/datum.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Leer } from '../../bausteine/Liste.js';
import { Reiter } from '../../bausteine/Reiter.js';
import { Marke } from '../../bausteine/Marke.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { Ladeanzeige } from '../../layout/Ladeanzeige.js';
import { useVerwerfen, useWiederholen, useZustellungen, type Stand, type Zustellung } from './abfragen.js';

const KANAL = { mail: 'E-Mail', webhook: 'Webhook', sonstiges: 'Auftrag' } as const;
const mindestens = 10;

/** E-mails and events that did not arrive; nothing is lost before somebody says so. */
export function Zustellungen() {
  const [suche] = useSearchParams();
  const stand: Stand = suche.get('stand') === 'wartet' ? 'wartet' : 'gescheitert';
  const zustellungen = useZustellungen(stand);
  const wiederholen = useWiederholen();
  const seiten = zustellungen.data?.pages ?? [];
  const alle = seiten.flatMap(({ eintraege }) => eintraege);
  const gescheitert = seiten[0]?.gescheitert ?? 0;
  return (
    <section className="zst-stapel" aria-labelledby="zustellungen">
      <h2 className="kern-heading-medium" id="zustellungen">
        Nicht zugestellt
      </h2>
      <Reiter
        name="Nicht zugestellt"
        eintraege={[
          { suche: '', text: `Gescheitert (${gescheitert})`, aktiv: stand === 'gescheitert' },
          { suche: '?stand=wartet', text: 'Wird weiter versucht', aktiv: stand === 'wartet' },
        ]}
      />
      {wiederholen.error ? <FehlerHinweis fehler={wiederholen.error} /> : null}
      {zustellungen.isPending ? <Ladeanzeige /> : null}
      {zustellungen.error ? (
        <FehlerHinweis fehler={zustellungen.error} erneut={() => void zustellungen.refetch()} />
      ) : null}
      {zustellungen.data && alle.length === 0 ? (
        <Leer
          titel={stand === 'gescheitert' ? 'Alles ist angekommen' : 'Nichts wartet auf einen neuen Versuch'}
        />
      ) : (
        <ul className="zst-eintraege" aria-label="Nicht zugestellt">
          {alle.map((eintrag) => (
            <Zeile key={eintrag.id} eintrag={eintrag} />
          ))}
        </ul>
      )}
      <div className="zst-knoepfe">
        {stand === 'gescheitert' && gescheitert > 1 ? (
          <Knopf
            art="secondary"
            beschaeftigt={wiederholen.isPending}
            onClick={() => wiederholen.mutate(null)}
          >
            {`Alle ${gescheitert} noch einmal versuchen`}
          </Knopf>
        ) : null}
        {zustellungen.hasNextPage ? (
          <Knopf art="tertiary" onClick={() => void zustellungen.fetchNextPage()}>
            Weitere anzeigen
          </Knopf>
        ) : null}
      </div>
    </section>
  );
}

function Zeile({ eintrag }: { eintrag: Zustellung }) {
  const { id, kanal, inhalt, an, fehler, versuche, angelegtAm, naechsterVersuch } = eintrag;
  const [verwirft, setVerwirft] = useState(false);
  const wiederholen = useWiederholen();
  return (
    <li className="zst-eintrag zst-eintrag--fest zst-stapel zst-stapel--eng">
      <div className="zst-eintrag__kopf">
        <h3 className="kern-title">{inhalt}</h3>
        <Marke art={naechsterVersuch ? 'info' : 'warning'}>{KANAL[kanal]}</Marke>
      </div>
      <p>An {an}</p>
      <p className="zst-umbruch">{fehler ?? 'Ohne Angabe eines Grundes'}</p>
      <p className="zst-leise zst-klein">
        {formatZeit(angelegtAm)} · {versuche === 1 ? '1 Versuch' : `${versuche} Versuche`}
        {naechsterVersuch ? ` · nächster Versuch ${formatZeit(naechsterVersuch)}` : ''}
      </p>
      {wiederholen.error ? <FehlerHinweis fehler={wiederholen.error} /> : null}
      {naechsterVersuch ? null : (
        <div className="zst-knoepfe">
          <Knopf
            art="secondary"
            beschaeftigt={wiederholen.isPending}
            onClick={() => wiederholen.mutate([id])}
          >
            Noch einmal versuchen
          </Knopf>
          {verwirft ? null : (
            <Knopf art="tertiary" onClick={() => setVerwirft(true)}>
              Nicht mehr zustellen
            </Knopf>
          )}
        </div>
      )}
      {verwirft ? <VerwerfenFormular id={id} onAbbrechen={() => setVerwirft(false)} /> : null}
    </li>
  );
}

function VerwerfenFormular({ id, onAbbrechen }: { id: string; onAbbrechen: () => void }) {
  const [begruendung, setBegruendung] = useState('');
  const verwerfen = useVerwerfen();
  return (
    <form
      className="zst-stapel"
      onSubmit={(event) => {
        event.preventDefault();
        verwerfen.mutate({ ids: [id], begruendung: begruendung.trim() });
      }}
    >
      {verwerfen.error ? <FehlerHinweis fehler={verwerfen.error} /> : null}
      <Hinweis art="info" titel="Die Nachricht geht dann nicht mehr hinaus" />
      <Textfeld
        id={`grund-${id}`}
        beschriftung="Warum?"
        hinweis={`Mindestens ${mindestens} Zeichen; steht danach im Protokoll.`}
        required
        minLength={mindestens}
        maxLength={500}
        value={begruendung}
        onChange={(event) => setBegruendung(event.target.value)}
      />
      <div className="zst-knoepfe">
        <Knopf type="submit" beschaeftigt={verwerfen.isPending}>
          Nicht mehr zustellen
        </Knopf>
        <Knopf art="secondary" onClick={onAbbrechen}>
          Abbrechen
        </Knopf>
      </div>
    </form>
  );
}
