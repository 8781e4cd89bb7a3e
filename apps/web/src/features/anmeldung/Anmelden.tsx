import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { api, daten } from '../../api/client.js';
import { ApiFehler, describeFehler } from '../../api/fehler.js';
import { changeIch, useIch } from '../../api/ich.js';
import type { Ich } from '../../api/typen.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { startPfad } from '../../layout/navigation.js';
import { Seite } from '../../layout/Seite.js';

/** Only paths of this application: a link must not lead people elsewhere after signing in. */
function zielOf(weiter: string | null, ich: Ich): string {
  return weiter && /^\/(?![/\\])/.test(weiter) ? weiter : startPfad(ich.rechte);
}

export function Anmelden() {
  const client = useQueryClient();
  const ich = useIch().data;
  const [suche] = useSearchParams();
  const [email, setEmail] = useState('');
  const [passwort, setPasswort] = useState('');
  const anmelden = useMutation({
    mutationFn: () => daten(api.POST('/api/anmeldung', { body: { email: email.trim(), passwort } })),
    onSuccess: (neu) => changeIch(client, neu),
  });
  if (ich) return <Navigate to={zielOf(suche.get('weiter'), ich)} replace />;
  return (
    <Seite titel="Anmelden" schmal>
      <p className="kern-body">
        Für Fachkräfte im Case Management, in der Koordination, in Gremien und bei meldenden Stellen. Um einen
        Fall zu melden, brauchen Sie kein Konto.
      </p>
      {suche.has('abgemeldet') && !anmelden.error ? (
        <Hinweis art="success" titel="Sie sind abgemeldet" melden />
      ) : null}
      {anmelden.error ? <Misserfolg fehler={anmelden.error} /> : null}
      <form
        className="zst-stapel"
        onSubmit={(event) => {
          event.preventDefault();
          anmelden.mutate();
        }}
      >
        <Textfeld
          id="email"
          type="email"
          beschriftung="E-Mail-Adresse"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Textfeld
          id="passwort"
          type="password"
          beschriftung="Passwort"
          autoComplete="current-password"
          required
          value={passwort}
          onChange={(event) => setPasswort(event.target.value)}
        />
        <div className="zst-knoepfe">
          <Knopf type="submit" beschaeftigt={anmelden.isPending}>
            {anmelden.isPending ? 'Wird geprüft …' : 'Anmelden'}
          </Knopf>
        </div>
      </form>
    </Seite>
  );
}

function Misserfolg({ fehler }: { fehler: Error }) {
  const falsch = fehler instanceof ApiFehler && (fehler.status === 401 || fehler.status === 422);
  return (
    <Hinweis art="danger" titel="Die Anmeldung hat nicht geklappt" melden>
      <p className="kern-body">
        {falsch
          ? 'E-Mail-Adresse und Passwort passen nicht zusammen. Bitte versuchen Sie es noch einmal.'
          : describeFehler(fehler)}
      </p>
    </Hinweis>
  );
}
