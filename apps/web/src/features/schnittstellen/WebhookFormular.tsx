import { useState } from 'react';
import { ApiFehler } from '../../api/fehler.js';
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
      <Ereignisse
        arten={ereignisarten}
        gewaehlt={werte.ereignisse}
        fehler={keine ? 'Bitte wählen Sie mindestens ein Ereignis.' : null}
        onChange={(ereignisse) => set({ ereignisse })}
      />
      <div className="kern-form-check">
        <input
          className="kern-form-check__checkbox"
          type="checkbox"
          id="webhook-aktiv"
          checked={werte.aktiv ?? true}
          onChange={(event) => set({ aktiv: event.target.checked })}
        />
        <label className="kern-label" htmlFor="webhook-aktiv">
          Eingeschaltet
        </label>
      </div>
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

function Ereignisse({
  arten,
  gewaehlt,
  fehler,
  onChange,
}: {
  arten: Ereignisart[];
  gewaehlt: WebhookEingabe['ereignisse'];
  fehler: string | null;
  onChange: (gewaehlt: WebhookEingabe['ereignisse']) => void;
}) {
  return (
    <fieldset className={`kern-fieldset${fehler ? ' kern-fieldset--error' : ''}`}>
      <legend className="kern-label">Welche Ereignisse?</legend>
      <div className="kern-fieldset__body">
        {arten.map(({ art, text }) => (
          <div className="kern-form-check" key={art}>
            <input
              className="kern-form-check__checkbox"
              type="checkbox"
              id={`ereignis-${art}`}
              checked={gewaehlt.includes(art)}
              onChange={({ target }) =>
                onChange(target.checked ? [...gewaehlt, art] : gewaehlt.filter((one) => one !== art))
              }
            />
            <label className="kern-label" htmlFor={`ereignis-${art}`}>
              {text}
            </label>
          </div>
        ))}
      </div>
      {fehler ? (
        <p className="kern-error" role="alert">
          <span className="kern-body">{fehler}</span>
        </p>
      ) : null}
    </fieldset>
  );
}
