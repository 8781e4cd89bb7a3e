import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, daten } from '../../api/client.js';
import { fehlerAn } from '../../api/fehler.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { NeuesPasswort } from '../../bausteine/NeuesPasswort.js';
import { Textfeld } from '../../bausteine/Textfeld.js';

const LEER = { passwort: '', neu: '' };

export function PasswortAendern() {
  const client = useQueryClient();
  const [body, setBody] = useState(LEER);
  const aendern = useMutation({
    mutationFn: () => daten(api.POST('/api/sicherheit/passwort', { body })),
    onSuccess: () => {
      setBody(LEER);
      void client.invalidateQueries({ queryKey: ['sicherheit'] });
    },
  });
  const fehler = { passwort: fehlerAn(aendern.error, 'passwort'), neu: fehlerAn(aendern.error, 'neu') };
  return (
    <section className="zst-stapel" aria-labelledby="passwort-aendern">
      <h2 className="kern-heading-medium" id="passwort-aendern">
        Passwort ändern
      </h2>
      {aendern.isSuccess ? (
        <Hinweis art="success" titel="Ihr Passwort ist geändert" melden>
          <p className="kern-body">Auf allen anderen Geräten sind Sie jetzt abgemeldet.</p>
        </Hinweis>
      ) : null}
      {aendern.error && !fehler.passwort && !fehler.neu ? <FehlerHinweis fehler={aendern.error} /> : null}
      <form
        className="zst-stapel"
        onSubmit={(event) => {
          event.preventDefault();
          aendern.mutate();
        }}
      >
        <Textfeld
          id="altes-passwort"
          type="password"
          beschriftung="Bisheriges Passwort"
          autoComplete="current-password"
          required
          value={body.passwort}
          onChange={(event) => setBody({ ...body, passwort: event.target.value })}
          fehler={fehler.passwort}
        />
        <NeuesPasswort wert={body.neu} onWert={(neu) => setBody({ ...body, neu })} fehler={fehler.neu} />
        <div className="zst-knoepfe">
          <Knopf type="submit" art="secondary" beschaeftigt={aendern.isPending}>
            Passwort ändern
          </Knopf>
        </div>
      </form>
    </section>
  );
}
