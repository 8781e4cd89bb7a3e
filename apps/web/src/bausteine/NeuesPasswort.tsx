import { useState } from 'react';
import { Haken } from './Haken.js';
import { Textfeld } from './Textfeld.js';

interface Props {
  wert: string;
  onWert: (wert: string) => void;
  fehler?: string | undefined;
}

/** A field for a new password that can be shown: seeing it once replaces typing it twice. */
export function NeuesPasswort({ wert, onWert, fehler }: Props) {
  const [sichtbar, setSichtbar] = useState(false);
  return (
    <div className="zst-stapel zst-stapel--eng">
      <Textfeld
        id="neues-passwort"
        type={sichtbar ? 'text' : 'password'}
        beschriftung="Neues Passwort"
        hinweis="Mindestens 12 Zeichen. Gut sind vier Wörter, die nichts miteinander zu tun haben."
        autoComplete="new-password"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={wert}
        onChange={(event) => onWert(event.target.value)}
        fehler={fehler}
      />
      <Haken id="passwort-zeigen" text="Passwort anzeigen" an={sichtbar} onAn={setSichtbar} />
    </div>
  );
}
