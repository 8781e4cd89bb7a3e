import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { api, daten } from '../../api/client.js';
import { ApiFehler, fehlerAn } from '../../api/fehler.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf, Linkknopf } from '../../bausteine/Knopf.js';
import { NeuesPasswort } from '../../bausteine/NeuesPasswort.js';
import { Ladeanzeige } from '../../layout/Ladeanzeige.js';
import { Seite } from '../../layout/Seite.js';

const TITEL = 'Passwort festlegen';

/** Where the link of an invitation leads: its token stands behind `#` and never reaches a log. */
export function PasswortFestlegen() {
  const token = useLocation().hash.slice(1);
  const link = useQuery({
    queryKey: ['passwortlink', token],
    queryFn: () => daten(api.POST('/api/anmeldung/link', { body: { token } })),
    retry: false,
    staleTime: Infinity,
  });
  if (link.isPending) return <Ladeanzeige />;
  if (link.error instanceof ApiFehler && [400, 404].includes(link.error.status)) return <Ungueltig />;
  return (
    <Seite titel={TITEL} schmal>
      {link.data ? (
        <Formular token={token} name={link.data.name} email={link.data.email} />
      ) : (
        <FehlerHinweis fehler={link.error} erneut={() => void link.refetch()} />
      )}
    </Seite>
  );
}

function Ungueltig() {
  return (
    <Seite titel="Dieser Link gilt nicht mehr" schmal>
      <p className="kern-body">
        Er wurde schon benutzt oder ist abgelaufen. Haben Sie damit gerade Ihr Passwort festgelegt, können Sie
        sich anmelden. Sonst lassen Sie sich bitte von Ihrer Administration einen neuen Link geben.
      </p>
      <p>
        <Linkknopf nach="/anmelden">Zur Anmeldung</Linkknopf>
      </p>
    </Seite>
  );
}

function Formular({ token, name, email }: { token: string; name: string; email: string }) {
  const [passwort, setPasswort] = useState('');
  const setzen = useMutation({
    mutationFn: () => daten(api.POST('/api/anmeldung/passwort', { body: { token, passwort } })),
  });
  if (setzen.isSuccess)
    return (
      <Hinweis art="success" titel="Ihr Passwort ist festgelegt" melden>
        <p>
          <Linkknopf nach="/anmelden">Jetzt anmelden</Linkknopf>
        </p>
      </Hinweis>
    );
  const feldfehler = fehlerAn(setzen.error, 'passwort');
  return (
    <form
      className="zst-stapel"
      onSubmit={(event) => {
        event.preventDefault();
        setzen.mutate();
      }}
    >
      <p className="kern-body">
        Guten Tag {name}, hier legen Sie das Passwort für Ihr Konto <strong>{email}</strong> fest.
      </p>
      {setzen.error && !feldfehler ? <FehlerHinweis fehler={setzen.error} /> : null}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <NeuesPasswort wert={passwort} onWert={setPasswort} fehler={feldfehler} />
      <div className="zst-knoepfe">
        <Knopf type="submit" beschaeftigt={setzen.isPending}>
          Passwort festlegen
        </Knopf>
      </div>
    </form>
  );
}
