import type { Vorgang } from '../api/typen.js';
import { Paare } from './Liste.js';
import { Zeit } from './Zeit.js';

/** What was answered to earlier tasks; the latest result is open. */
export function Ergebnisse({ ergebnisse }: { ergebnisse: Vorgang['ergebnisse'] }) {
  if (ergebnisse.length === 0) return null;
  return (
    <section className="zst-stapel zst-stapel--eng" aria-labelledby="ergebnisse">
      <h2 className="kern-heading-medium" id="ergebnisse">
        Bisherige Ergebnisse
      </h2>
      {ergebnisse.map(({ aufgabe, am, wer, eintraege }, stelle) => (
        <details
          key={`${aufgabe}-${am}-${stelle}`}
          className="zst-klappe"
          open={stelle === ergebnisse.length - 1}
        >
          <summary>{aufgabe}</summary>
          <div className="zst-stapel zst-stapel--eng">
            <p className="zst-leise zst-klein">
              {wer ? `${wer} · ` : ''}
              <Zeit am={am} />
            </p>
            <Paare paare={eintraege} />
          </div>
        </details>
      ))}
    </section>
  );
}
