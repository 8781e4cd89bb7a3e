import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, daten } from '../../api/client.js';
import { fehlerAn } from '../../api/fehler.js';
import type { Geheimnis } from '../../api/typen.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Kopieren } from '../../bausteine/Kopieren.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { Qrcode } from './Qrcode.js';

interface Props {
  onFertig: (codes: string[]) => void;
  onAbbrechen: () => void;
}

/** Sets up the second factor: the password first, then the app, then its first code. */
export function Einrichten({ onFertig, onAbbrechen }: Props) {
  const [passwort, setPasswort] = useState('');
  const beginnen = useMutation({
    mutationFn: () => daten(api.POST('/api/sicherheit/zweiter-faktor', { body: { passwort } })),
  });
  if (beginnen.data)
    return <Bestaetigen geheimnis={beginnen.data} onFertig={onFertig} onAbbrechen={onAbbrechen} />;
  const feldfehler = fehlerAn(beginnen.error, 'passwort');
  return (
    <form
      className="zst-kasten zst-stapel"
      onSubmit={(event) => {
        event.preventDefault();
        beginnen.mutate();
      }}
    >
      <h3 className="kern-title">Schritt 1 von 2: Sind Sie es?</h3>
      {beginnen.error && !feldfehler ? <FehlerHinweis fehler={beginnen.error} /> : null}
      <Textfeld
        id="faktor-passwort"
        type="password"
        beschriftung="Ihr Passwort"
        autoComplete="current-password"
        required
        autoFocus
        value={passwort}
        onChange={(event) => setPasswort(event.target.value)}
        fehler={feldfehler}
      />
      <Knoepfe ja="Weiter" beschaeftigt={beginnen.isPending} onAbbrechen={onAbbrechen} />
    </form>
  );
}

function Bestaetigen({ geheimnis, onFertig, onAbbrechen }: Props & { geheimnis: Geheimnis }) {
  const [code, setCode] = useState('');
  const titel = useRef<HTMLHeadingElement>(null);
  useEffect(() => titel.current?.focus(), []);
  const bestaetigen = useMutation({
    mutationFn: () => daten(api.POST('/api/sicherheit/zweiter-faktor/bestaetigen', { body: { code } })),
    onSuccess: ({ codes }) => onFertig(codes),
  });
  const feldfehler = fehlerAn(bestaetigen.error, 'code');
  const gruppen = geheimnis.geheimnis.match(/.{1,4}/g)?.join(' ') ?? '';
  return (
    <form
      className="zst-kasten zst-stapel"
      onSubmit={(event) => {
        event.preventDefault();
        bestaetigen.mutate();
      }}
    >
      <h3 className="kern-title" tabIndex={-1} ref={titel}>
        Schritt 2 von 2: App verbinden
      </h3>
      <p className="kern-body">
        Öffnen Sie eine Authenticator-App auf Ihrem Telefon und lesen Sie damit dieses Bild ein.
      </p>
      <Qrcode text={geheimnis.adresse} beschreibung="QR-Code für die Authenticator-App" />
      <div>
        <p className="zst-klein">Geht das nicht, tippen Sie diesen Schlüssel in der App ein:</p>
        <p className="zst-geheimnis">
          <code>{gruppen}</code> <Kopieren text={geheimnis.geheimnis} was="Schlüssel" />
        </p>
      </div>
      {bestaetigen.error && !feldfehler ? <FehlerHinweis fehler={bestaetigen.error} /> : null}
      <Textfeld
        id="faktor-code"
        beschriftung="Code aus der App"
        hinweis="Sechs Ziffern"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
        fehler={feldfehler}
      />
      <Knoepfe ja="Einschalten" beschaeftigt={bestaetigen.isPending} onAbbrechen={onAbbrechen} />
    </form>
  );
}

export function Knoepfe({
  ja,
  beschaeftigt,
  onAbbrechen,
}: {
  ja: string;
  beschaeftigt: boolean;
  onAbbrechen: () => void;
}) {
  return (
    <div className="zst-knoepfe">
      <Knopf type="submit" beschaeftigt={beschaeftigt}>
        {ja}
      </Knopf>
      <Knopf art="secondary" onClick={onAbbrechen}>
        Abbrechen
      </Knopf>
    </div>
  );
}
