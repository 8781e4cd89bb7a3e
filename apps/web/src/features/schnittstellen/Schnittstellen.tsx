import { useEffect, useRef, useState } from 'react';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Kopieren } from '../../bausteine/Kopieren.js';
import { Leer } from '../../bausteine/Liste.js';
import { Seite } from '../../layout/Seite.js';
import { useWebhooks, type Ereignisart, type Webhook } from './abfragen.js';
import { WebhookFormular } from './WebhookFormular.js';
import { WebhookZeile } from './WebhookZeile.js';
import { Zustellungen } from './Zustellungen.js';

/** Other systems that hear of events, and what could not be delivered; for the administration. */
export function Schnittstellen() {
  const webhooks = useWebhooks();
  const ueberschrift = useRef<HTMLHeadingElement>(null);
  return (
    <Seite titel="Schnittstellen">
      <Zustellungen />
      <section className="zst-stapel" aria-labelledby="webhooks">
        <h2 className="kern-heading-medium" id="webhooks" tabIndex={-1} ref={ueberschrift}>
          Webhooks
        </h2>
        <p className="kern-body zst-text">
          Ein Webhook teilt einem anderen Programm mit, was in den Vorgängen geschieht: als CloudEvent (JSON),
          signiert, ohne Angaben zur Person. Was nicht ankommt, wird einen Tag lang immer wieder versucht.
        </p>
        <Abfrage abfrage={webhooks}>
          {({ webhooks: liste, ereignisarten }) => (
            <Liste
              liste={liste}
              ereignisarten={ereignisarten}
              onFertig={() => ueberschrift.current?.focus()}
            />
          )}
        </Abfrage>
      </section>
    </Seite>
  );
}

/** Which webhook is being written: one of the list, a new one, none. */
type Offen = { webhook: Webhook | null } | null;

interface ListeProps {
  liste: Webhook[];
  ereignisarten: Ereignisart[];
  /** what had the focus is gone */
  onFertig: () => void;
}

function Liste({ liste, ereignisarten, onFertig }: ListeProps) {
  const [offen, setOffen] = useState<Offen>(null);
  const [geheimnis, setGeheimnis] = useState<{ name: string; wert: string } | null>(null);
  const close = () => {
    setOffen(null);
    onFertig();
  };
  return (
    <>
      {geheimnis ? (
        <Geheimnis
          {...geheimnis}
          onFertig={() => {
            setGeheimnis(null);
            onFertig();
          }}
        />
      ) : null}
      {liste.length === 0 && !offen ? (
        <Leer titel="Noch keine Webhooks">
          Legen Sie einen an, wenn ein Fachverfahren von neuen Vorgängen oder Aufgaben erfahren soll.
        </Leer>
      ) : (
        <ul className="zst-eintraege" aria-label="Webhooks">
          {liste.map((webhook) =>
            offen?.webhook?.id === webhook.id ? null : (
              <WebhookZeile
                key={webhook.id}
                webhook={webhook}
                onAendern={() => setOffen({ webhook })}
                onWeg={onFertig}
                onGeheimnis={(wert) => setGeheimnis({ name: webhook.name, wert })}
              />
            ),
          )}
        </ul>
      )}
      {offen ? (
        <WebhookFormular
          key={offen.webhook?.id ?? 'neu'}
          webhook={offen.webhook}
          ereignisarten={ereignisarten}
          onFertig={(gespeichert) => {
            close();
            if (gespeichert?.geheimnis) setGeheimnis({ name: gespeichert.name, wert: gespeichert.geheimnis });
          }}
        />
      ) : (
        <div className="zst-knoepfe">
          <Knopf art="secondary" onClick={() => setOffen({ webhook: null })}>
            Webhook anlegen
          </Knopf>
        </div>
      )}
    </>
  );
}

/** It takes the focus, so that nobody goes on without it. */
function Geheimnis({ name, wert, onFertig }: { name: string; wert: string; onFertig: () => void }) {
  const hinweis = useRef<HTMLDivElement>(null);
  useEffect(() => hinweis.current?.focus(), [wert]);
  return (
    <Hinweis art="warning" titel={`Geheimnis für „${name}“: nur jetzt zu sehen`} ref={hinweis}>
      <p className="kern-body">
        Das empfangende Programm prüft damit die Signatur (Standard Webhooks). Bewahren Sie es dort sicher
        auf.
      </p>
      <p>
        <code className="zst-umbruch">{wert}</code> <Kopieren text={wert} was="Geheimnis" />
      </p>
      <Knopf art="tertiary" onClick={onFertig}>
        Ich habe es gesichert
      </Knopf>
    </Hinweis>
  );
}
