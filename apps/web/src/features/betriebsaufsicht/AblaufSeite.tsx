import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Ablauf, Stelle } from '../../api/betrieb.js';
import { api, daten } from '../../api/client.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Dauer } from '../../bausteine/Zeit.js';
import { Ladeanzeige } from '../../layout/Ladeanzeige.js';
import { Seite } from '../../layout/Seite.js';
import { Eingreifen } from './Eingreifen.js';
import { Erfolg, type Getan } from './Erfolg.js';
import { Reiterleiste } from './Reiterleiste.js';
import { formatWert, listBlaetter } from './werte.js';
import './betrieb.css';

const Diagramm = lazy(async () => ({ default: (await import('../vorgaenge/Ablauf.js')).Ablauf }));

const zustaende: Record<Ablauf['status'], string> = {
  laeuft: 'Läuft',
  stoerung: 'Steht still',
  beendet: 'Beendet',
  abgebrochen: 'Abgebrochen',
};

/** One process instance: where it stands, what is wrong, what can be done. */
export function AblaufSeite() {
  const { id = '' } = useParams();
  const ablauf = useQuery({
    queryKey: ['betrieb', 'ablauf', id],
    queryFn: () => daten(api.GET('/api/betrieb/ablaeufe/{id}', { params: { path: { id } } })),
  });
  return <Abfrage abfrage={ablauf}>{(daten) => <Inhalt key={id} ablauf={daten} />}</Abfrage>;
}

function Inhalt({ ablauf }: { ablauf: Ablauf }) {
  const [getan, setGetan] = useState<Getan | null>(null);
  const offen = ablauf.status === 'laeuft' || ablauf.status === 'stoerung';
  return (
    <Seite titel={ablauf.titel ?? ablauf.prozessName} vorzeile={ablauf.referenz ?? ablauf.prozessName}>
      <Reiterleiste />
      <p className="zst-eintrag__fuss zst-leise">
        <span>{zustaende[ablauf.status]}</span>
        <span>
          {ablauf.prozessName}, Version {ablauf.version}
          {ablauf.version < ablauf.neuesteVersion ? ` (neueste: ${ablauf.neuesteVersion})` : ''}
        </span>
        {ablauf.vorgangId ? <Link to={`/vorgaenge/${ablauf.vorgangId}`}>Vorgang mit Verlauf</Link> : null}
      </p>
      {getan ? (
        <Erfolg key={`getan ${ablauf.stand}`} ablauf={ablauf} getan={getan} onGetan={setGetan} />
      ) : null}
      <Stellen stellen={ablauf.stellen} />
      {offen ? <Eingreifen key={`zu tun ${ablauf.stand}`} ablauf={ablauf} onGetan={setGetan} /> : null}
      {offen && ablauf.version < ablauf.neuesteVersion ? (
        <p>
          <Link to={umzugPfad(ablauf)}>Auf eine andere Version des Ablaufs umziehen</Link>
        </p>
      ) : null}
      <Zeichnung ablauf={ablauf} />
    </Seite>
  );
}

const umzugPfad = ({ prozess, version, neuesteVersion, ablaufId }: Ablauf): string =>
  `/betrieb/umzug?${new URLSearchParams({ prozess, von: String(version), nach: String(neuesteVersion), ablauf: ablaufId }).toString()}`;

function Stellen({ stellen }: { stellen: Stelle[] }) {
  const sichtbar = stellen.filter(({ huelle }) => !huelle);
  if (sichtbar.length === 0) return <p className="kern-body">Hier wartet nichts mehr.</p>;
  return (
    <ul className="zst-positionen">
      {sichtbar.map((stelle) => (
        <li key={stelle.marke + stelle.schluessel}>
          {stelle.stoerung ? (
            <Stillstand stelle={stelle} stoerung={stelle.stoerung} />
          ) : (
            <Warten stelle={stelle} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Warten({ stelle }: { stelle: Stelle }) {
  return (
    <div className="zst-kasten">
      <p>
        <strong>{stelle.name}</strong>{' '}
        <span className="zst-leise">
          seit <Dauer seit={stelle.seit} />
        </span>
      </p>
      <p className="zst-satz">{stelle.worauf}</p>
    </div>
  );
}

function Stillstand({ stelle, stoerung }: { stelle: Stelle; stoerung: NonNullable<Stelle['stoerung']> }) {
  const eingaben = listBlaetter(stoerung.eingaben ?? {});
  return (
    <Hinweis art="danger" titel={`Störung bei „${stelle.name}“`}>
      <p className="kern-body">{stoerung.text}</p>
      {stoerung.ausdruck ? (
        <p className="kern-body">
          Ausdruck: <code className="btr-code">{stoerung.ausdruck}</code>
        </p>
      ) : null}
      {eingaben.length > 0 ? (
        <>
          <p className="kern-body">Verwendete Variablen:</p>
          <dl className="zst-eingaben">
            {eingaben.map(({ pfad, wert }) => (
              <div key={pfad.join(' › ')}>
                <dt>{pfad.join(' › ')}</dt>
                <dd>
                  <code className="btr-code">{formatWert(wert)}</code>
                </dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
      <p className="zst-leise zst-klein">
        {stoerung.code} · seit <Dauer seit={stelle.seit} />
      </p>
    </Hinweis>
  );
}

function Zeichnung({ ablauf: { ablaufId: id, stand } }: { ablauf: Ablauf }) {
  const diagramm = useQuery({
    queryKey: ['betrieb', 'diagramm', id, stand],
    queryFn: () => daten(api.GET('/api/betrieb/ablaeufe/{id}/diagramm', { params: { path: { id } } })),
    staleTime: Infinity,
    placeholderData: (vorher) => vorher,
  });
  return (
    <section className="zst-stapel" aria-labelledby="stelle">
      <h2 className="kern-heading-medium" id="stelle">
        Die Stelle im Ablauf
      </h2>
      <div className="zst-diagrammplatz">
        {diagramm.data ? (
          <Suspense fallback={<Ladeanzeige text="Das Diagramm wird geladen …" />}>
            <Diagramm diagramm={diagramm.data} />
          </Suspense>
        ) : diagramm.isError ? (
          <FehlerHinweis fehler={diagramm.error} erneut={() => void diagramm.refetch()} />
        ) : (
          <Ladeanzeige text="Das Diagramm wird geladen …" />
        )}
      </div>
    </section>
  );
}
