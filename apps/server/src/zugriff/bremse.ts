import { apart } from '@zusteuerung/runtime';
import { FehlerAntwort } from '../fehler/fehler.js';
import type { Betrieb } from '../start/betrieb.js';

export interface Takt {
  /** so many wrong tries cost nothing */
  frei: number;
  /** seconds a wait lasts at most: whoever guesses at somebody's account must not lock them out for long */
  hoechstens: number;
}

// $1 key, $2 free tries, $3 longest wait in seconds. No row comes back while the key has to wait. Compared with the
// clock, not the beginning of the transaction: a try that began earlier may come to the row later.
const COUNT = `INSERT INTO bremse AS b (schluessel, versuche, gesperrt_bis, zuletzt) VALUES ($1, 1, now(), now())
  ON CONFLICT (schluessel) DO UPDATE SET zuletzt = now(),
    versuche = CASE WHEN b.zuletzt < now() - interval '1 day' THEN 1 ELSE b.versuche + 1 END,
    gesperrt_bis = now() + CASE WHEN b.zuletzt < now() - interval '1 day' OR b.versuche + 1 < $2 THEN interval '0'
      ELSE make_interval(secs => least($3::float, power(2, least(b.versuche + 1 - $2, 20)))) END
  WHERE b.gesperrt_bis <= clock_timestamp()
  RETURNING versuche`;

const UNDO = `UPDATE bremse SET versuche = greatest(versuche - 1, 0), gesperrt_bis = now() WHERE schluessel = $1`;

const UHR = new Intl.DateTimeFormat('de-DE', { timeStyle: 'short', timeZone: 'Europe/Berlin' });

function describeWait(seconds: number, until: Date): string {
  if (seconds < 90) return `in ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'}`;
  return `um ${UHR.format(new Date(until.getTime() + 59_999))} Uhr`;
}

function refusal(until: Date, now: Date): FehlerAntwort {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  return new FehlerAntwort(429, {
    code: 'ZU_VIELE_VERSUCHE',
    message: `Das waren zu viele falsche Eingaben. Bitte versuchen Sie es ${describeWait(seconds, until)} noch einmal.`,
    erneutIn: seconds,
  });
}

/**
 * Slows down guessing at a secret: each wrong try beyond the free ones doubles the wait, up to a most; a day without
 * any starts anew. Counted in PostgreSQL, so for all processes together, and whether the key exists or not; what was
 * counted stays when the transaction around it (an `Idempotency-Key`) is taken back.
 */
export class Bremse {
  constructor(
    private readonly betrieb: Pick<Betrieb, 'outside' | 'schluessel'>,
    private readonly takt: Takt,
  ) {}

  /** Counts a try before the secret is looked at, so that tries at the same time count too; 429 says when to go on. */
  async try(key: string): Promise<void> {
    const schluessel = this.digest(key);
    const { frei, hoechstens } = this.takt;
    const until = await this.apart(async (tx) => {
      const counted: unknown[] = await tx.query(COUNT, [schluessel, frei, hoechstens]);
      if (counted.length > 0) return null;
      const rows: { until: Date; now: Date }[] = await tx.query(
        'SELECT gesperrt_bis AS until, now() FROM bremse WHERE schluessel = $1',
        [schluessel],
      );
      return rows[0];
    });
    if (until) throw refusal(until.until, until.now);
  }

  /** The secret was right: the key starts anew. Rows nobody needs any more go on the occasion. */
  async clear(key: string): Promise<void> {
    await this.apart((tx) =>
      tx.query(`DELETE FROM bremse WHERE schluessel = $1 OR zuletzt < now() - interval '1 day'`, [
        this.digest(key),
      ]),
    );
  }

  /** The try was none: takes back what it counted, and nothing else. */
  async undo(key: string): Promise<void> {
    await this.apart((tx) => tx.query(UNDO, [this.digest(key)]));
  }

  private readonly apart: Betrieb['outside'] = (work) => apart(() => this.betrieb.outside(work));

  /** Keys are people's addresses: the table does not name them. */
  private digest(key: string): string {
    return this.betrieb.schluessel.mac('bremse', key);
  }
}
