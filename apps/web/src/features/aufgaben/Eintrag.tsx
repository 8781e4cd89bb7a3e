import { Link } from 'react-router';
import type { AufgabeEintrag } from '../../api/typen.js';
import { formatZeit } from '../../bausteine/datum.js';
import { Frist } from '../../bausteine/Frist.js';
import { Dauer } from '../../bausteine/Zeit.js';

/** One task of the inbox. */
export function Eintrag({ eintrag }: { eintrag: AufgabeEintrag }) {
  return (
    <li className="zst-eintrag">
      <div className="zst-eintrag__kopf">
        <h2 className="kern-title">
          <Link className="kern-link kern-link--stretched" to={`/aufgaben/${eintrag.id}`}>
            {eintrag.name}
          </Link>
        </h2>
        <Frist eintrag={eintrag} />
      </div>
      <p>
        {eintrag.vorgang.titel} <span className="zst-leise">· {eintrag.vorgang.referenz}</span>
      </p>
      <p className="zst-leise zst-klein zst-eintrag__fuss">
        <span>{eintrag.organisation.name}</span>
        <span>
          Seit <Dauer seit={eintrag.seit} />
        </span>
        {eintrag.faelligAm ? <span>Frist: {formatZeit(eintrag.faelligAm)}</span> : null}
        {eintrag.uebernommenVon ? <span>Übernommen von {eintrag.uebernommenVon.name}</span> : null}
      </p>
    </li>
  );
}
