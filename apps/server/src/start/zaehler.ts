/** Where several processes add up what each of them counts; null while that place is away. */
export interface Gemeinsam {
  add(deltas: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number> | null>;
}

const FENSTER_MS = 60_000;

/**
 * Counts per key and minute. One window for everybody, so forgetting costs nothing and the table stays as small as a
 * minute's visitors. What is shared is added up now and then, never while somebody waits for an answer.
 */
export class Zaehler {
  private counts = new Map<string, number>();
  private pending = new Map<string, number>();
  private until = 0;

  constructor(
    private readonly gemeinsam: Gemeinsam | null = null,
    private readonly now: () => number = Date.now,
  ) {}

  /** One more; hands back how many there are in this minute. */
  count(key: string): number {
    this.turn();
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    if (this.gemeinsam) this.pending.set(key, (this.pending.get(key) ?? 0) + 1);
    return count;
  }

  /** Seconds until counting starts anew. */
  get rest(): number {
    return Math.max(1, Math.ceil((this.until - this.now()) / 1000));
  }

  /** Tells the others what was counted here and takes over their sums; without them this process counts alone. */
  async share(): Promise<void> {
    this.turn();
    if (!this.gemeinsam || this.pending.size === 0) return;
    const { until } = this;
    const told = this.pending;
    this.pending = new Map();
    const named = new Map([...told].map(([key, count]) => [`${until} ${key}`, count]));
    const sums = await this.gemeinsam.add(named);
    if (this.until !== until) return;
    for (const [key, count] of told) {
      const sum = sums?.get(`${until} ${key}`);
      // What came in meanwhile is in nobody's sum yet.
      if (sum !== undefined) this.counts.set(key, sum + (this.pending.get(key) ?? 0));
      else this.pending.set(key, (this.pending.get(key) ?? 0) + count);
    }
  }

  private turn(): void {
    const now = this.now();
    if (now < this.until) return;
    this.counts = new Map();
    this.pending = new Map();
    // Who shares has the same window as the others.
    this.until = this.gemeinsam ? (Math.floor(now / FENSTER_MS) + 1) * FENSTER_MS : now + FENSTER_MS;
  }
}
