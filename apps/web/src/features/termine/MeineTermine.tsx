import { useState } from 'react';
import { Link } from 'react-router';
import { useIch } from '../../api/ich.js';
import { useJetzt } from '../../bausteine/jetzt.js';
import { useMeineTermine, type Termin } from './abfragen.js';
import { Ort } from './Ort.js';
import { formatZeitraum, isVorbei } from './zeitraum.js';
import './termine.css';

const ZUERST = 3;

/** The next meetings of whoever is signed in; nothing at all when there are none. */
export function MeineTermine() {
  const rechte = useIch().data?.rechte ?? [];
  const sieht = rechte.includes('faelle.sehen') || rechte.includes('anliegen.sehen');
  return sieht ? <Kommende /> : null;
}

function Kommende() {
  const termine = useMeineTermine();
  const jetzt = useJetzt();
  const [alle, setAlle] = useState(false);
  const kommende = (termine.data ?? []).filter((termin) => !isVorbei(termin, jetzt));
  if (kommende.length === 0) return null;
  return (
    <section className="zst-kasten zst-stapel zst-stapel--eng" aria-labelledby="meine-termine">
      <h2 className="kern-heading-medium" id="meine-termine">
        Meine Termine
      </h2>
      <ul className="zst-termine--kurz">
        {kommende.slice(0, alle ? undefined : ZUERST).map((termin) => (
          <Zeile key={termin.id} termin={termin} />
        ))}
      </ul>
      {kommende.length > ZUERST ? (
        <p>
          <button type="button" className="zst-textknopf" aria-expanded={alle} onClick={() => setAlle(!alle)}>
            {alle ? 'Weniger anzeigen' : `Alle ${kommende.length} Termine anzeigen`}
          </button>
        </p>
      ) : null}
    </section>
  );
}

function Zeile({ termin }: { termin: Termin }) {
  const { titel, ort, vorgang } = termin;
  return (
    <li>
      <p>
        <strong>
          <time dateTime={termin.beginn}>{formatZeitraum(termin)}</time>
        </strong>
      </p>
      <p>
        <Link to={`/vorgaenge/${vorgang.id}`}>{titel}</Link>
        {ort ? ' · ' : null}
        {ort ? <Ort ort={ort} kurz /> : null}
      </p>
    </li>
  );
}
