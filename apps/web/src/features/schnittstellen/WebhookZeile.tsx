import { useState } from 'react';
import { formatZeit } from '../../bausteine/datum.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Marke } from '../../bausteine/Marke.js';
import { Rueckfrage } from '../../bausteine/Rueckfrage.js';
import { useErneuern, useLoeschen, useProbe, type Webhook } from './abfragen.js';

interface Props {
  webhook: Webhook;
  onAendern: () => void;
  /** it is deleted */
  onWeg: () => void;
  onGeheimnis: (geheimnis: string) => void;
}

export function WebhookZeile({ webhook, onAendern, onWeg, onGeheimnis }: Props) {
  const { id, name, url, aktiv, ereignisse, zugestelltAm, gescheitert } = webhook;
  const [frage, setFrage] = useState<'loeschen' | 'erneuern' | null>(null);
  const loeschen = useLoeschen();
  const erneuern = useErneuern();
  const probe = useProbe();
  const fehler = loeschen.error ?? erneuern.error ?? probe.error;
  return (
    <li className="zst-eintrag zst-eintrag--fest zst-stapel zst-stapel--eng">
      <div className="zst-eintrag__kopf">
        <h3 className="kern-title">{name}</h3>
        {aktiv ? null : <Marke art="info">Ausgeschaltet</Marke>}
        {gescheitert > 0 ? <Marke art="warning">{`${gescheitert} nicht zugestellt`}</Marke> : null}
      </div>
      <p className="zst-umbruch">{url}</p>
      <p className="zst-leise zst-klein">
        {ereignisse.length === 1 ? '1 Ereignisart' : `${ereignisse.length} Ereignisarten`} ·{' '}
        {zugestelltAm ? `zuletzt zugestellt ${formatZeit(zugestelltAm)}` : 'noch nichts zugestellt'}
      </p>
      {fehler ? <FehlerHinweis fehler={fehler} /> : null}
      {probe.data ? (
        <Hinweis
          art={probe.data.angenommen ? 'success' : 'warning'}
          titel={probe.data.angenommen ? 'Die Probe ist angekommen' : 'Die Probe ist nicht angekommen'}
          melden
        >
          <p className="kern-body">{probe.data.text}</p>
        </Hinweis>
      ) : null}
      <div className="zst-knoepfe">
        <Knopf art="secondary" beschaeftigt={probe.isPending} onClick={() => probe.mutate(id)}>
          {probe.isPending ? 'Wird gesendet …' : 'Probe senden'}
        </Knopf>
        <Knopf art="tertiary" onClick={onAendern}>
          Ändern
        </Knopf>
        <Knopf art="tertiary" onClick={() => setFrage('erneuern')}>
          Neues Geheimnis
        </Knopf>
        <Knopf art="tertiary" onClick={() => setFrage('loeschen')}>
          Löschen
        </Knopf>
      </div>
      <Rueckfrage
        offen={frage === 'loeschen'}
        titel={`Webhook „${name}“ löschen?`}
        ja="Ja, löschen"
        nein="Nein, behalten"
        onNein={() => setFrage(null)}
        onJa={() => {
          setFrage(null);
          // The row is gone by then, and with it what mutate() would still call.
          void loeschen.mutateAsync(id).then(onWeg, () => undefined);
        }}
      >
        <p className="kern-body">Das empfangende Programm erfährt dann nichts mehr.</p>
      </Rueckfrage>
      <Rueckfrage
        offen={frage === 'erneuern'}
        titel={`Neues Geheimnis für „${name}“?`}
        ja="Ja, neues Geheimnis"
        nein="Nein, behalten"
        onNein={() => setFrage(null)}
        onJa={() => {
          setFrage(null);
          erneuern.mutate(id, { onSuccess: ({ geheimnis }) => onGeheimnis(geheimnis) });
        }}
      >
        <p className="kern-body">
          Ab sofort wird mit dem neuen Geheimnis signiert. Bis es dort eingetragen ist, lehnt das empfangende
          Programm alles ab; es wird später noch einmal versucht.
        </p>
      </Rueckfrage>
    </li>
  );
}
