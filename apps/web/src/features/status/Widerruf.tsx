import { useState } from 'react';
import type { Stand } from '../../api/typen.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Rueckfrage } from '../../bausteine/Rueckfrage.js';

interface Props {
  widerruf: Stand['widerruf'];
  beschaeftigt: boolean;
  fehler: Error | null;
  onWiderruf: () => void;
}

/** Takes consent back as easily as it was given, for oneself or for the person one reported. */
export function Widerruf({ widerruf, beschaeftigt, fehler, onWiderruf }: Props) {
  const [gefragt, setGefragt] = useState(false);
  if (!widerruf) return null;
  return (
    <section className="zst-stapel zst-stapel--eng zst-text" aria-labelledby="widerruf">
      <h2 className="kern-heading-medium" id="widerruf">
        Einwilligung
      </h2>
      <div role="status">
        {widerruf === 'gemeldet' ? (
          <p>Die Einwilligung ist zurückgenommen. Keine weitere Stelle bekommt den Fall.</p>
        ) : null}
      </div>
      {widerruf === 'moeglich' ? (
        <>
          <p>
            Die Person, um die es geht, kann ihre Einwilligung jederzeit zurücknehmen, ohne Gründe und ohne
            Nachteile. Möchte sie das, sagen Sie es hier.
          </p>
          {fehler ? <FehlerHinweis fehler={fehler} /> : null}
          <div className="zst-knoepfe zst-nicht-drucken">
            <Knopf art="secondary" beschaeftigt={beschaeftigt} onClick={() => setGefragt(true)}>
              Einwilligung zurücknehmen
            </Knopf>
          </div>
        </>
      ) : null}
      <Rueckfrage
        offen={gefragt}
        titel="Einwilligung zurücknehmen?"
        ja="Ja, zurücknehmen"
        nein="Abbrechen"
        onNein={() => setGefragt(false)}
        onJa={() => {
          setGefragt(false);
          onWiderruf();
        }}
      >
        <p className="kern-body">
          Von da an bekommt keine weitere Stelle den Fall. Die Stellen, die schon daran arbeiten, erfahren
          davon und fragen nach, wie es weitergehen soll. Haben Sie für jemanden gemeldet, nehmen Sie die
          Einwilligung nur zurück, wenn die Person das möchte.
        </p>
      </Rueckfrage>
    </section>
  );
}
