import { FehlerAntwort } from '../fehler/fehler.js';

const FENSTER_MS = 15 * 60_000;

/**
 * Slows down guessing at one secret from many addresses: so many tries in a row per key (an account, a reference) and
 * quarter of an hour, then 429 until it is over, whether the key exists or not. A right answer clears the count.
 */
export class Bremse {
  private tries = new Map<string, number>();
  private until = 0;

  constructor(
    private readonly most = 20,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts a try before the secret is looked at, so that tries at the same time count too. */
  try(key: string): void {
    if (this.now() >= this.until) {
      this.tries = new Map();
      this.until = this.now() + FENSTER_MS;
    }
    const count = (this.tries.get(key) ?? 0) + 1;
    this.tries.set(key, count);
    if (count > this.most)
      throw new FehlerAntwort(429, {
        code: 'ZU_VIELE_VERSUCHE',
        message:
          'Das waren zu viele falsche Eingaben. Bitte versuchen Sie es in einer Viertelstunde noch einmal.',
      });
  }

  clear(key: string): void {
    this.tries.delete(key);
  }
}
