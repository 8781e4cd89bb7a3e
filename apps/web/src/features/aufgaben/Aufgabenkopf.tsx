import type { Aufgabe } from '../../api/typen.js';
import { ApiFehler } from '../../api/fehler.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { formatZeit } from '../../bausteine/datum.js';
import { Frist } from '../../bausteine/Frist.js';
import { Dauer, Zeit } from '../../bausteine/Zeit.js';
import type { Bearbeitung } from './abfragen.js';
import { Konflikt } from './Konflikt.js';

interface Props {
  aufgabe: Aufgabe;
  bearbeitung: Bearbeitung;
  fremd: boolean;
}

/** Why the task is here, whose it is, until when. */
export function Aufgabenkopf({ aufgabe, bearbeitung, fremd }: Props) {
  return (
    <div className="zst-stapel">
      {aufgabe.hilfe ? <p className="kern-body zst-text">{aufgabe.hilfe}</p> : null}
      <p className="zst-eintrag__fuss zst-leise">
        <span>{aufgabe.organisation.name}</span>
        <span>
          Seit <Dauer seit={aufgabe.seit} />
        </span>
        {aufgabe.faelligAm ? <span>Frist: {formatZeit(aufgabe.faelligAm)}</span> : null}
        {aufgabe.status === 'offen' ? <Frist eintrag={aufgabe} /> : null}
      </p>
      {aufgabe.status === 'offen' ? (
        <Uebernahme aufgabe={aufgabe} bearbeitung={bearbeitung} fremd={fremd} />
      ) : (
        <Abgeschlossen aufgabe={aufgabe} />
      )}
    </div>
  );
}

function Abgeschlossen({ aufgabe }: { aufgabe: Aufgabe }) {
  return (
    <Hinweis art="info" titel={aufgabe.status === 'erledigt' ? 'Erledigt' : 'Nicht mehr nötig'}>
      <p className="kern-body">
        {aufgabe.erledigtVon && aufgabe.erledigtAm ? (
          <>
            {aufgabe.erledigtVon} hat diese Aufgabe <Zeit am={aufgabe.erledigtAm} /> erledigt.
          </>
        ) : (
          'Der Vorgang ist inzwischen weitergegangen. Hier ist nichts mehr zu tun.'
        )}
      </p>
    </Hinweis>
  );
}

function Uebernahme({ aufgabe, bearbeitung: { claim, release }, fremd }: Props) {
  const fehler = claim.error ?? release.error;
  if (fehler instanceof ApiFehler && fehler.status === 409)
    return <Konflikt fehler={fehler} vorgangId={aufgabe.vorgang.id} />;
  if (fremd)
    return (
      <Hinweis art="info" titel={`${aufgabe.uebernommenVon?.name} kümmert sich darum`}>
        <p className="kern-body">
          Sie können mitlesen. Entscheiden kann nur, wer die Aufgabe übernommen hat – oder Sie, sobald sie
          zurückgegeben wird.
        </p>
      </Hinweis>
    );
  const meine = aufgabe.uebernommenVon !== null;
  const vorgang = meine ? release : claim;
  return (
    <div className="zst-stapel zst-stapel--eng">
      {fehler ? <FehlerHinweis fehler={fehler} /> : null}
      <div className="zst-knoepfe">
        <Knopf art="secondary" beschaeftigt={vorgang.isPending} onClick={() => vorgang.mutate()}>
          {meine ? 'Aufgabe zurückgeben' : 'Aufgabe übernehmen'}
        </Knopf>
        <span className="zst-leise zst-klein">
          {meine
            ? 'Sie haben die Aufgabe übernommen.'
            : 'Dann sehen die anderen, dass Sie sich darum kümmern. Sie können auch gleich entscheiden.'}
        </span>
      </div>
    </div>
  );
}
