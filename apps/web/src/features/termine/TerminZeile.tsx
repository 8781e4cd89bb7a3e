import { useState } from 'react';
import { Knopf } from '../../bausteine/Knopf.js';
import { Marke } from '../../bausteine/Marke.js';
import { Rueckfrage } from '../../bausteine/Rueckfrage.js';
import type { Termin } from './abfragen.js';
import { Kalenderlink, Ort } from './Ort.js';
import { formatZeitraum } from './zeitraum.js';

interface Props {
  termin: Termin;
  sagtAb?: boolean;
  /** left out: it is over or cancelled */
  onAendern?: () => void;
  onAbsagen?: () => void;
}

export function TerminZeile({ termin, sagtAb = false, onAendern, onAbsagen }: Props) {
  const { titel, ort, teilnehmende, status, aenderbar } = termin;
  const [fragt, setFragt] = useState(false);
  return (
    <li className="zst-eintrag zst-eintrag--fest zst-stapel zst-stapel--eng">
      <div className="zst-eintrag__kopf">
        <h3 className="kern-title">{titel}</h3>
        <Stand abgesagt={status === 'abgesagt'} vorbei={!onAendern} />
      </div>
      <p>
        <time dateTime={termin.beginn}>{formatZeitraum(termin)}</time>
      </p>
      {ort ? (
        <p>
          <Ort ort={ort} />
        </p>
      ) : null}
      <p className="zst-leise zst-klein">Mit: {teilnehmende.map(({ text }) => text).join(', ')}</p>
      {status === 'abgesagt' ? null : (
        <p className="zst-nicht-drucken">
          <Kalenderlink termin={termin} />
        </p>
      )}
      {aenderbar && onAendern && onAbsagen ? (
        <div className="zst-knoepfe zst-nicht-drucken">
          <Knopf art="secondary" onClick={onAendern}>
            Verschieben
          </Knopf>
          <Knopf art="tertiary" beschaeftigt={sagtAb} onClick={() => setFragt(true)}>
            Absagen
          </Knopf>
          <Rueckfrage
            offen={fragt}
            titel={`„${titel}“ absagen?`}
            ja="Ja, absagen"
            nein="Nein, behalten"
            onNein={() => setFragt(false)}
            onJa={() => {
              setFragt(false);
              onAbsagen();
            }}
          >
            <p className="kern-body">
              Alle Eingeladenen bekommen eine Absage. Das lässt sich nicht zurücknehmen; Sie können aber
              jederzeit einen neuen Termin planen.
            </p>
          </Rueckfrage>
        </div>
      ) : null}
    </li>
  );
}

function Stand({ abgesagt, vorbei }: { abgesagt: boolean; vorbei: boolean }) {
  if (abgesagt) return <Marke art="warning">Abgesagt</Marke>;
  return vorbei ? <Marke art="info">Vorbei</Marke> : <Marke art="success">Geplant</Marke>;
}
