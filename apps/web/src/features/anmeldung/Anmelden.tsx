import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { api, daten } from '../../api/client.js';
import { ApiFehler, describeFehler } from '../../api/fehler.js';
import { changeIch, useIch } from '../../api/ich.js';
import type { Ich } from '../../api/typen.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { startPfad } from '../../layout/navigation.js';
import { Seite } from '../../layout/Seite.js';
import { Codeformular } from './Codeformular.js';
import { describeAbsage } from './absagen.js';
import { Passwortformular } from './Passwortformular.js';
import { isEigenerPfad } from './ziel.js';

const zielOf = (weiter: string | null, ich: Ich): string =>
  isEigenerPfad(weiter) ? weiter : startPfad(ich.rechte);

const codeOf = (error: unknown): string => (error instanceof ApiFehler ? error.code : '');

export function Anmelden() {
  const client = useQueryClient();
  const ich = useIch().data;
  const [suche] = useSearchParams();
  const [person, setPerson] = useState({ email: '', passwort: '' });
  const anmelden = useMutation({
    mutationFn: (code: string | undefined) =>
      daten(
        api.POST('/api/anmeldung', {
          body: { ...person, email: person.email.trim(), ...(code && { code }) },
        }),
      ),
    onSuccess: (neu) => changeIch(client, neu),
  });
  const [zweiterFaktor, setZweiterFaktor] = useState(false);
  if (ich) return <Navigate to={zielOf(suche.get('weiter'), ich)} replace />;
  const fragtCode = zweiterFaktor || codeOf(anmelden.error) === 'ZWEITER_FAKTOR';
  const absage = describeAbsage(suche.get('fehler'));
  const zurueck = () => {
    setZweiterFaktor(false);
    anmelden.reset();
  };
  return (
    <Seite titel={fragtCode ? 'Code eingeben' : 'Anmelden'} schmal>
      {fragtCode ? null : (
        <p className="kern-body">
          Für Fachkräfte im Case Management, in der Koordination, in Gremien und bei meldenden Stellen. Um
          einen Fall zu melden, brauchen Sie kein Konto.
        </p>
      )}
      {suche.has('abgemeldet') && !anmelden.error ? (
        <Hinweis art="success" titel="Sie sind abgemeldet" melden />
      ) : null}
      {suche.has('abgelaufen') && !anmelden.error && !absage ? (
        <Hinweis art="info" titel="Ihre Sitzung ist zu Ende" melden>
          <p className="kern-body">
            Bitte melden Sie sich noch einmal an. Was Sie in Aufgaben angefangen haben, ist noch da.
          </p>
        </Hinweis>
      ) : null}
      {absage && !anmelden.error && !anmelden.isPending ? (
        <Hinweis art="danger" titel={absage.titel} melden>
          <p className="kern-body">{absage.text}</p>
        </Hinweis>
      ) : null}
      {anmelden.error && codeOf(anmelden.error) !== 'ZWEITER_FAKTOR' ? (
        <Misserfolg fehler={anmelden.error} />
      ) : null}
      {fragtCode ? (
        <Codeformular
          beschaeftigt={anmelden.isPending}
          onCode={(code) => {
            setZweiterFaktor(true);
            anmelden.mutate(code);
          }}
          onZurueck={zurueck}
        />
      ) : (
        <>
          <Verzeichnis weiter={suche.get('weiter')} />
          <Passwortformular
            person={person}
            onPerson={setPerson}
            beschaeftigt={anmelden.isPending}
            onAbsenden={() => anmelden.mutate(undefined)}
          />
        </>
      )}
    </Seite>
  );
}

/** The way in through the municipality's directory, if there is one: it comes first, most people take it. */
function Verzeichnis({ weiter }: { weiter: string | null }) {
  const wege = useQuery({
    queryKey: ['anmeldewege'],
    queryFn: () => daten(api.GET('/api/anmeldung')),
    staleTime: Infinity,
  });
  if (!wege.data?.oidc) return null;
  const ziel = weiter ? `?weiter=${encodeURIComponent(weiter)}` : '';
  return (
    <>
      <div className="zst-knoepfe">
        <a className="kern-btn kern-btn--primary" href={`/api/anmeldung/oidc${ziel}`}>
          <span className="kern-label">Anmelden mit {wege.data.oidc}</span>
        </a>
      </div>
      <h2 className="kern-heading-medium">Oder mit E-Mail-Adresse und Passwort</h2>
    </>
  );
}

function Misserfolg({ fehler }: { fehler: Error }) {
  const falsch = codeOf(fehler) === 'ANMELDUNG_FALSCH' || (fehler as ApiFehler).status === 422;
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
