import { useEffect, useRef, type ReactNode } from 'react';
import type { Stand } from '../../api/typen.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Zeitleiste } from '../../bausteine/Liste.js';
import { Zeit } from '../../bausteine/Zeit.js';
import { Seite } from '../../layout/Seite.js';

interface Props {
  stand: Stand;
  /** how to take consent back */
  widerruf: ReactNode;
  onNeu: () => void;
}

/** What the reporter may know: state, next steps, answers so far. */
export function Auskunft({ stand, widerruf, onNeu }: Props) {
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    text.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Seite titel={`Meldung ${stand.referenz}`} vorzeile={stand.kommune.name}>
      <section className="zst-kasten zst-stand" aria-labelledby="stand">
        <h2 className="kern-heading-medium" id="stand">
          Aktueller Stand
        </h2>
        <p className="zst-stand__text" ref={text} tabIndex={-1}>
          {stand.statusText}
        </p>
        <p className="zst-leise">
          Eingegangen <Zeit am={stand.eingegangenAm} />
        </p>
      </section>
      {stand.naechsteSchritte.length > 0 ? (
        <section className="zst-stapel zst-stapel--eng zst-text" aria-labelledby="weiter">
          <h2 className="kern-heading-medium" id="weiter">
            Wie geht es weiter?
          </h2>
          <ul className="zst-liste">
            {stand.naechsteSchritte.map((schritt) => (
              <li key={schritt}>{schritt}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="zst-stapel zst-stapel--eng zst-text" aria-labelledby="verlauf">
        <h2 className="kern-heading-medium" id="verlauf">
          Bisher
        </h2>
        <Zeitleiste
          ereignisse={stand.verlauf.map(({ am, text: was }) => ({ am: <Zeit am={am} />, text: was }))}
        />
      </section>
      {widerruf}
      <div className="zst-knoepfe zst-nicht-drucken">
        <Knopf art="secondary" onClick={onNeu}>
          Andere Meldung abfragen
        </Knopf>
        <Knopf art="tertiary" onClick={() => window.print()}>
          Drucken
        </Knopf>
      </div>
    </Seite>
  );
}
