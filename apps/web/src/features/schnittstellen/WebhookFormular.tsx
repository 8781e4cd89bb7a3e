import { useState } from 'react';
import { ApiFehler } from '../../api/fehler.js';
import { Ankreuzliste } from '../../bausteine/Ankreuzliste.js';
import { Haken } from '../../bausteine/Haken.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { useSpeichern, type Ereignisart, type Webhook, type WebhookEingabe } from './abfragen.js';

interface Props {
  /** null: a new one */
  webhook: Webhook | null;
  ereignisarten: Ereignisart[];
  onFertig: (gespeichert?: { name: string; geheimnis?: string | undefined }) => void;
}

export function WebhookFormular({ webhook, ereignisarten, onFertig }: Props) {
  const [werte, setWerte] = useState<WebhookEingabe>({
    name: webhook?.name ?? '',
    url: webhook?.url ?? '',
    ereignisse: webhook?.ereignisse ?? [],
    aktiv: webhook?.aktiv ?? true,
  });
  const [keine, setKeine] = useState(false);
  const speichern = useSpeichern(webhook?.id ?? null);
  const felder = speichern.error instanceof ApiFehler ? speichern.error.fehler : [];
  const textOf = (feld: string) => felder.find((one) => one.feld === feld)?.text;
  const set = (neu: Partial<WebhookEingabe>) => setWerte({ ...werte, ...neu });
  return (
    <form
      className="zst-stapel"
      aria-label={webhook ? `Webhook „${webhook.name}“ ändern` : 'Webhook anlegen'}
      onSubmit={(event) => {
        event.preventDefault();
        setKeine(werte.ereignisse.length === 0);
        if (werte.ereignisse.length === 0) return;
        speichern.mutate(werte, {
          onSuccess: ({ geheimnis }) => onFertig({ name: werte.name, geheimnis }),
        });
      }}
    >
      {speichern.error && felder.length === 0 ? <FehlerHinweis fehler={speichern.error} /> : null}
      <Textfeld
        id="webhook-name"
        beschriftung="Name"
        hinweis="Welches Programm wird informiert?"
        required
        maxLength={100}
        value={werte.name}
        autoFocus
        onChange={(event) => set({ name: event.target.value })}
      />
      <Textfeld
        id="webhook-url"
        type="url"
        beschriftung="Adresse"
        hinweis="Beginnt mit https://"
        required
        maxLength={2000}
        value={werte.url}
        fehler={textOf('url')}
        onChange={(event) => set({ url: event.target.value })}
      />
      <Ankreuzliste
        id="webhook-ereignisse"
        beschriftung="Welche Ereignisse?"
        fehler={keine ? 'Bitte wählen Sie mindestens ein Ereignis.' : undefined}
        optionen={ereignisarten.map(({ art, text }) => ({ wert: art, text }))}
        gewaehlt={werte.ereignisse}
        onGewaehlt={(ereignisse) => set({ ereignisse })}
      />
      <Haken
        id="webhook-aktiv"
        text="Eingeschaltet"
        an={werte.aktiv ?? true}
        onAn={(aktiv) => set({ aktiv })}
      />
      <div className="zst-knoepfe">
        <Knopf type="submit" beschaeftigt={speichern.isPending}>
          {speichern.isPending ? 'Wird gespeichert …' : 'Speichern'}
        </Knopf>
        <Knopf art="secondary" onClick={() => onFertig()}>
          Abbrechen
        </Knopf>
      </div>
    </form>
  );
}
