import { useEffect, useRef } from 'react';
import type { KontoLink } from '../../api/typen.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Kopieren } from '../../bausteine/Kopieren.js';

/** What became of a link: mailed, or to be handed on by whoever asked for it. */
export function Linkanzeige({ ergebnis, name }: { ergebnis: KontoLink; name: string }) {
  const kasten = useRef<HTMLDivElement>(null);
  useEffect(() => kasten.current?.focus(), []);
  if (!ergebnis.link)
    return (
      <Hinweis art="success" titel="E-Mail verschickt" ref={kasten}>
        <p className="kern-body">
          {name} bekommt einen Link, um ein Passwort festzulegen. Er gilt {ergebnis.stunden} Stunden.
        </p>
      </Hinweis>
    );
  return (
    <Hinweis art="warning" titel="Bitte geben Sie diesen Link weiter" ref={kasten}>
      <div className="zst-stapel zst-stapel--eng">
        <p className="kern-body">
          Es ging keine E-Mail hinaus. Mit diesem Link legt {name} ein Passwort fest. Er gilt{' '}
          {ergebnis.stunden} Stunden, nur ein Mal, und wird nur jetzt gezeigt.
        </p>
        <p className="zst-geheimnis">
          <code>{ergebnis.link}</code> <Kopieren text={ergebnis.link} was="Link" />
        </p>
      </div>
    </Hinweis>
  );
}
