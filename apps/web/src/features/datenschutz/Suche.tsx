import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import { api, daten } from '../../api/client.js';
import { fehlerAn } from '../../api/fehler.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Textfeld } from '../../bausteine/Textfeld.js';

const wertOf = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

/** Finds the cases about a person who asks for their data; each search stands in the audit log. */
export function Suche() {
  const suchen = useMutation({
    mutationFn: (form: FormData) => {
      const name = wertOf(form, 'name');
      const geburtsdatum = wertOf(form, 'geburtsdatum');
      const aktenzeichen = wertOf(form, 'aktenzeichen').toUpperCase();
      const gesucht = { ...(name && { name }), ...(geburtsdatum && { geburtsdatum }) };
      return daten(
        api.POST('/api/datenschutz/suche', { body: { ...gesucht, anlass: 'auskunft', aktenzeichen } }),
      );
    },
  });
  const absenden = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    suchen.mutate(new FormData(event.currentTarget));
  };
  const gefunden = suchen.data?.eintraege;
  return (
    <section className="zst-kasten zst-stapel" aria-labelledby="suche">
      <h2 className="kern-heading-medium" id="suche">
        Jemand fragt nach den eigenen Daten
      </h2>
      <form className="zst-stapel" onSubmit={absenden}>
        <Textfeld
          id="suche-name"
          name="name"
          beschriftung="Vor- und Nachname"
          hinweis="Genau wie gemeldet"
          autoComplete="off"
          fehler={fehlerAn(suchen.error, 'name')}
        />
        <Textfeld
          id="suche-geburtsdatum"
          name="geburtsdatum"
          type="date"
          beschriftung="Geburtsdatum (freiwillig)"
        />
        <Textfeld
          id="suche-aktenzeichen"
          name="aktenzeichen"
          beschriftung="Aktenzeichen der Anfrage"
          hinweis="Zum Beispiel DS-12/2026. Die Suche steht damit im Protokoll."
          required
          pattern="(?=.*\d)[0-9A-Za-z][0-9A-Za-z.\/_\-]{1,39}"
          autoComplete="off"
        />
        <div className="zst-knoepfe">
          <Knopf type="submit" beschaeftigt={suchen.isPending}>
            Suchen
          </Knopf>
        </div>
      </form>
      {suchen.error ? <FehlerHinweis fehler={suchen.error} /> : null}
      <div role="status">
        {gefunden?.length === 0 ? <p>Zu diesen Angaben ist nichts gespeichert.</p> : null}
        {gefunden && gefunden.length > 0 ? (
          <ul className="zst-liste">
            {gefunden.map(({ id, referenz, statusText, organisationen }) => (
              <li key={id}>
                <Link to={`/vorgaenge/${id}`}>{referenz}</Link>{' '}
                <span className="zst-leise zst-klein">
                  {[statusText, ...organisationen.map(({ name }) => name)].join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </section>
  );
}
