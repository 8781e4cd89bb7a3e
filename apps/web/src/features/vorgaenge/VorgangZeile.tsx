import { Link } from 'react-router';
import type { VorgangEintrag } from '../../api/typen.js';
import { Zeit } from '../../bausteine/Zeit.js';
import { listNames } from './namen.js';
import { Standmarke } from './Standmarke.js';

export function VorgangZeile({ eintrag }: { eintrag: VorgangEintrag }) {
  return (
    <li className="zst-eintrag">
      <div className="zst-eintrag__kopf">
        <h2 className="kern-title">
          <Link className="kern-link kern-link--stretched" to={`/vorgaenge/${eintrag.id}`}>
            {eintrag.titel}
          </Link>
        </h2>
        <Standmarke eintrag={eintrag} />
      </div>
      <p className="zst-leise zst-klein zst-eintrag__fuss">
        <span>{eintrag.referenz}</span>
        <span>
          Eingegangen <Zeit am={eintrag.eingegangenAm} />
        </span>
        {eintrag.organisationen.length > 0 ? <span>{listNames(eintrag.organisationen)}</span> : null}
      </p>
    </li>
  );
}
