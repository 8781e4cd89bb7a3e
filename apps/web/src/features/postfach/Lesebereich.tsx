import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Nachricht } from '../../api/typen.js';
import { formatZeit } from '../../bausteine/datum.js';

const linkPattern = /(https?:\/\/[^\s]+)/;

/** The text with its links clickable. */
function Text({ text }: { text: string }) {
  return (
    <p className="zst-nachricht__text">
      {text.split(linkPattern).map((teil, index) =>
        index % 2 === 1 ? (
          <a key={index} href={teil}>
            {teil}
          </a>
        ) : (
          teil
        ),
      )}
    </p>
  );
}

/** One message; takes the focus when another one is opened. */
export function Lesebereich({ nachricht }: { nachricht: Nachricht | null }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = nachricht?.id;
  useEffect(() => {
    if (id) heading.current?.focus();
  }, [id]);
  if (!nachricht)
    return <div className="zst-postfach__lesen zst-leise">Wählen Sie links eine Nachricht aus.</div>;
  return (
    <article className="zst-postfach__lesen zst-stapel" aria-labelledby="betreff">
      <p className="zst-postfach__zurueck">
        <Link to="?">Zurück zur Liste</Link>
      </p>
      <header>
        <h2 className="kern-heading-medium" id="betreff" tabIndex={-1} ref={heading}>
          {nachricht.betreff}
        </h2>
        <p className="zst-leise zst-klein">
          An {nachricht.an} · {formatZeit(nachricht.am)} ·{' '}
          {nachricht.status === 'versendet' ? 'per E-Mail versendet' : 'nur hier abgelegt'}
        </p>
      </header>
      <Text text={nachricht.text} />
      {nachricht.kalender ? (
        <p>
          <a href={`/api/postfach/${nachricht.id}/termin.ics`} download="termin.ics">
            Termin in den Kalender übernehmen (ICS-Datei)
          </a>
        </p>
      ) : null}
      {nachricht.vorgang ? (
        <p>
          <Link to={`/vorgaenge/${nachricht.vorgang.id}`}>Zum Vorgang {nachricht.vorgang.referenz}</Link>
        </p>
      ) : null}
    </article>
  );
}
