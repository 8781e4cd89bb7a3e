import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Aufgabe, AufgabeEintrag } from '../../api/typen.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Linkknopf } from '../../bausteine/Knopf.js';
import { Seite } from '../../layout/Seite.js';

interface Props {
  aufgabe: Aufgabe;
  ergebnis: { vorgangId: string; vorgangSichtbar: boolean; naechste: AufgabeEintrag[] };
}

/** Done, and what could come next. */
export function Erledigt({ aufgabe, ergebnis }: Props) {
  const hinweis = useRef<HTMLDivElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    hinweis.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Seite titel={aufgabe.name} vorzeile={`${aufgabe.vorgang.titel} · ${aufgabe.vorgang.referenz}`} schmal>
      <Hinweis art="success" titel="Erledigt, vielen Dank" ref={hinweis}>
        <p className="kern-body">
          Die Entscheidung ist gespeichert und der Vorgang läuft weiter.
          {ergebnis.vorgangSichtbar
            ? null
            : ' Ihre Stelle ist daran nicht mehr beteiligt und sieht ihn deshalb nicht mehr.'}
        </p>
      </Hinweis>
      {ergebnis.naechste.length > 0 ? (
        <section className="zst-stapel zst-stapel--eng" aria-labelledby="naechste">
          <h2 className="kern-heading-medium" id="naechste">
            In diesem Vorgang steht als Nächstes an
          </h2>
          <ul className="zst-liste">
            {ergebnis.naechste.map((naechste) => (
              <li key={naechste.id}>
                <Link to={`/aufgaben/${naechste.id}`}>{naechste.name}</Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div className="zst-knoepfe">
        <Linkknopf nach="/aufgaben">Zu den Aufgaben</Linkknopf>
        {ergebnis.vorgangSichtbar ? (
          <Linkknopf nach={`/vorgaenge/${ergebnis.vorgangId}`} art="secondary">
            Vorgang ansehen
          </Linkknopf>
        ) : null}
      </div>
    </Seite>
  );
}
