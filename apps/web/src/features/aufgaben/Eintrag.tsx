import { Link } from 'react-router';
import type { AufgabeEintrag } from '../../api/typen.js';
import { Marke } from '../../bausteine/Marke.js';
import { Zeit } from '../../bausteine/Zeit.js';

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
        <Faelligkeit eintrag={eintrag} />
      </div>
      <p>
        {eintrag.vorgang.titel} <span className="zst-leise">· {eintrag.vorgang.referenz}</span>
      </p>
      <p className="zst-leise zst-klein zst-eintrag__fuss">
        <span>{eintrag.organisation.name}</span>
        <span>
          Seit <Zeit am={eintrag.seit} />
        </span>
        {eintrag.uebernommenVon ? <span>Übernommen von {eintrag.uebernommenVon.name}</span> : null}
      </p>
    </li>
  );
}

function Faelligkeit({ eintrag }: { eintrag: AufgabeEintrag }) {
  if (eintrag.status !== 'offen')
    return <Marke art="success">{eintrag.status === 'erledigt' ? 'Erledigt' : 'Entfallen'}</Marke>;
  if (!eintrag.faelligAm) return null;
  return (
    <Marke art={eintrag.ueberfaellig ? 'danger' : 'info'}>
      {eintrag.ueberfaellig ? 'Überfällig seit' : 'Fällig'} <Zeit am={eintrag.faelligAm} />
    </Marke>
  );
}
