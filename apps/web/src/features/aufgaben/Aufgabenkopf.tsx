import type { Aufgabe } from '../../api/typen.js';
import { formatZeit } from '../../bausteine/datum.js';
import { Frist } from '../../bausteine/Frist.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Dauer } from '../../bausteine/Zeit.js';

/** Why the task is here, whose it is, until when. */
export function Aufgabenkopf({ aufgabe }: { aufgabe: Aufgabe }) {
  return (
    <div className="zst-stapel">
      {aufgabe.hilfe ? <p className="kern-body zst-text">{aufgabe.hilfe}</p> : null}
      {aufgabe.hinweis && aufgabe.status === 'offen' ? (
        <Hinweis art="info" titel="Ohne Angaben zur Person">
          <p className="kern-body">{aufgabe.hinweis}</p>
        </Hinweis>
      ) : null}
      <p className="zst-eintrag__fuss zst-leise">
        <span>{aufgabe.organisation.name}</span>
        <span>
          Seit <Dauer seit={aufgabe.seit} />
        </span>
        {aufgabe.faelligAm ? <span>Frist: {formatZeit(aufgabe.faelligAm)}</span> : null}
        {aufgabe.status === 'offen' ? <Frist eintrag={aufgabe} /> : null}
      </p>
    </div>
  );
}
