import type { Aufgabe } from '../../api/typen.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Zeit } from '../../bausteine/Zeit.js';
import type { Bearbeitung } from './abfragen.js';

interface Props {
  aufgabe: Aufgabe;
  bearbeitung: Bearbeitung;
  /** somebody else has taken it on */
  fremd: boolean;
}

/** Whether the task is free, somebody's or done, and how to take it on or give it back. */
export function Zustand(props: Props) {
  return props.aufgabe.status === 'offen' ? (
    <Uebernahme {...props} />
  ) : (
    <Abgeschlossen aufgabe={props.aufgabe} />
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
