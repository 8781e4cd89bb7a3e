import type { Befund, Dateiinhalt } from '../api/types.js';
import type { Entwurfsspeicher } from '../entwuerfe/entwurfsspeicher.js';

export interface Pruefstand {
  /** `ruht`: no drafts; `laeuft`: the findings are older than the drafts; `gestoert`: the check could not run. */
  status: 'ruht' | 'laeuft' | 'fertig' | 'gestoert';
  befunde: readonly Befund[];
}

type Check = (dateien: Dateiinhalt[], signal: AbortSignal) => Promise<Befund[]>;

const ruhe: Pruefstand = { status: 'ruht', befunde: [] };

/** Checks the whole changed set some time after the last change; an answer overtaken by a change is dropped. */
export class Pruefung {
  private stand: Pruefstand = ruhe;
  private readonly hoerer = new Set<() => void>();
  private wartezeit: ReturnType<typeof setTimeout> | undefined;
  private laufend: AbortController | undefined;

  constructor(
    private readonly speicher: Entwurfsspeicher,
    private readonly check: Check,
    private readonly verzoegerung = 700,
  ) {
    speicher.subscribe(() => this.schedule());
    this.schedule();
  }

  readonly getSnapshot = (): Pruefstand => this.stand;

  readonly subscribe = (hoerer: () => void): (() => void) => {
    this.hoerer.add(hoerer);
    return () => this.hoerer.delete(hoerer);
  };

  /** Checks at once, for the review before a deployment. */
  run(): Promise<void> {
    clearTimeout(this.wartezeit);
    this.laufend?.abort();
    const { entwuerfe } = this.speicher.getSnapshot();
    if (!entwuerfe.length) return Promise.resolve(this.set(ruhe));
    const lauf = new AbortController();
    this.laufend = lauf;
    this.set({ status: 'laeuft', befunde: this.stand.befunde });
    const dateien = entwuerfe.map(({ pfad, inhalt }) => ({ pfad, inhalt }));
    return this.check(dateien, lauf.signal).then(
      (befunde) => this.settle(lauf, { status: 'fertig', befunde }),
      () => this.settle(lauf, { status: 'gestoert', befunde: this.stand.befunde }),
    );
  }

  /** Takes over the findings a refused deployment came with. */
  accept(befunde: readonly Befund[]): void {
    this.set({ status: 'fertig', befunde });
  }

  private schedule(): void {
    clearTimeout(this.wartezeit);
    this.laufend?.abort();
    if (!this.speicher.getSnapshot().entwuerfe.length) return this.set(ruhe);
    this.set({ status: 'laeuft', befunde: this.stand.befunde });
    this.wartezeit = setTimeout(() => void this.run(), this.verzoegerung);
  }

  private settle(lauf: AbortController, stand: Pruefstand): void {
    if (!lauf.signal.aborted) this.set(stand);
  }

  private set(stand: Pruefstand): void {
    this.stand = stand;
    for (const hoerer of this.hoerer) hoerer();
  }
}
