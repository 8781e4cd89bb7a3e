import { ApiFehler } from '../../api/fehler.js';
import { formatZeit } from '../../bausteine/datum.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Linkknopf } from '../../bausteine/Knopf.js';
import type { Bearbeitung } from './abfragen.js';

/** The refusal that says somebody else has the task, if there was one. */
export const konfliktOf = ({ claim, complete }: Bearbeitung): ApiFehler | null =>
  [complete.error, claim.error].find(
    (fehler): fehler is ApiFehler => fehler instanceof ApiFehler && fehler.status === 409,
  ) ?? null;

/** Somebody was faster: who and when, and where to go from here. */
export function Konflikt({ fehler, vorgangId }: { fehler: ApiFehler; vorgangId: string }) {
  const { durch, am } = fehler.einzelheiten;
  return (
    <Hinweis art="warning" titel="Da war jemand schneller" melden>
      <p className="kern-body">
        {typeof durch === 'string' ? durch : 'Jemand anderes'} hat die Aufgabe
        {typeof am === 'string' ? ` am ${formatZeit(am)}` : ' inzwischen'} schon bearbeitet oder übernommen.
        Ihre Eingabe wurde nicht gespeichert.
      </p>
      <div className="zst-knoepfe">
        <Linkknopf nach={`/vorgaenge/${vorgangId}`}>Ansehen, was entschieden wurde</Linkknopf>
        <Linkknopf nach="/aufgaben" art="secondary">
          Zurück zu den Aufgaben
        </Linkknopf>
      </div>
    </Hinweis>
  );
}
