import { useEffect, useRef } from 'react';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Kopieren } from '../../bausteine/Kopieren.js';

/** The recovery codes, this one time. */
export function Codes({ codes, onFertig }: { codes: string[]; onFertig: () => void }) {
  const kasten = useRef<HTMLDivElement>(null);
  useEffect(() => kasten.current?.focus(), []);
  return (
    <Hinweis art="success" titel="Ihre Wiederherstellungscodes" ref={kasten}>
      <div className="zst-stapel">
        <p className="kern-body">
          Jeder Code öffnet Ihr Konto ein Mal, falls Sie Ihr Telefon nicht zur Hand haben. Bitte drucken Sie
          sie aus oder legen Sie sie im Passwortspeicher ab. Sie werden nur jetzt gezeigt.
        </p>
        <ul className="zst-codes" aria-label="Wiederherstellungscodes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div className="zst-knoepfe zst-nicht-drucken">
          <Kopieren text={codes.join('\n')} was="alle Wiederherstellungscodes" />
          <Knopf art="secondary" onClick={() => window.print()}>
            Drucken
          </Knopf>
          <Knopf onClick={onFertig}>Ich habe sie aufbewahrt</Knopf>
        </div>
      </div>
    </Hinweis>
  );
}
