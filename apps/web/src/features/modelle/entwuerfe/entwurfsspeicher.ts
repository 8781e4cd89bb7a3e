/** A changed file that is not deployed yet. */
export interface Entwurf {
  pfad: string;
  name: string;
  inhalt: string;
  /** Content of the file in the version the change started from; null for a new file. */
  ausgang: string | null;
}

export interface Entwurfsstand {
  /** The version all drafts start from; null without drafts. */
  basisVersion: number | null;
  entwuerfe: readonly Entwurf[];
  /** Counts what happened to drafts outside their editor: an open editor starts anew when it rises. */
  runde: number;
  /** False once the browser refused to keep the drafts beyond this page. */
  dauerhaft: boolean;
}

type Ablage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const leer: Entwurfsstand = { basisVersion: null, entwuerfe: [], runde: 0, dauerhaft: true };

/**
 * The drafts of one person's session, all based on one version.
 * Survives a reload where the browser allows; a file changed back to its start is no draft any more.
 */
export class Entwurfsspeicher {
  private stand: Entwurfsstand;
  private readonly hoerer = new Set<() => void>();

  constructor(
    private readonly ablage: Ablage | null,
    private readonly schluessel: string,
  ) {
    this.stand = this.read();
  }

  readonly getSnapshot = (): Entwurfsstand => this.stand;

  readonly subscribe = (hoerer: () => void): (() => void) => {
    this.hoerer.add(hoerer);
    return () => this.hoerer.delete(hoerer);
  };

  find(pfad: string): Entwurf | undefined {
    return this.stand.entwuerfe.find((entwurf) => entwurf.pfad === pfad);
  }

  /** Keeps what an editor made of a file; `version` counts only for the first draft. */
  change(aenderung: Entwurf, version: number): void {
    const bisher = this.find(aenderung.pfad);
    const ausgang = bisher ? bisher.ausgang : aenderung.ausgang;
    if (aenderung.inhalt === ausgang) return this.drop(aenderung.pfad, this.stand.runde);
    if (bisher?.inhalt === aenderung.inhalt) return;
    const entwurf = { ...aenderung, ausgang };
    const entwuerfe = bisher
      ? this.stand.entwuerfe.map((alt) => (alt.pfad === entwurf.pfad ? entwurf : alt))
      : [...this.stand.entwuerfe, entwurf];
    this.write({ ...this.stand, basisVersion: this.stand.basisVersion ?? version, entwuerfe });
  }

  /** Takes a file's content from elsewhere, such as a file of the computer. */
  replace(aenderung: Entwurf, version: number): void {
    this.stand = { ...this.stand, runde: this.stand.runde + 1 };
    this.change(aenderung, version);
    this.announce();
  }

  discard(pfad: string): void {
    this.drop(pfad, this.stand.runde + 1);
  }

  discardAll(): void {
    const { runde, dauerhaft } = this.stand;
    this.write({ ...leer, runde: runde + 1, dauerhaft });
  }

  /** Moves all drafts onto a newer version; `ausgaenge` are the files' contents there. */
  rebase(version: number, ausgaenge: ReadonlyMap<string, string>): void {
    const entwuerfe = this.stand.entwuerfe
      .map((entwurf) => ({ ...entwurf, ausgang: ausgaenge.get(entwurf.pfad) ?? null }))
      .filter((entwurf) => entwurf.inhalt !== entwurf.ausgang);
    this.write({ ...this.stand, basisVersion: entwuerfe.length ? version : null, entwuerfe });
  }

  private drop(pfad: string, runde: number): void {
    if (!this.find(pfad)) return;
    const entwuerfe = this.stand.entwuerfe.filter((entwurf) => entwurf.pfad !== pfad);
    const basisVersion = entwuerfe.length ? this.stand.basisVersion : null;
    this.write({ ...this.stand, entwuerfe, basisVersion, runde });
  }

  private read(): Entwurfsstand {
    try {
      const text = this.ablage?.getItem(this.schluessel);
      const gelesen: unknown = text ? JSON.parse(text) : null;
      return isStand(gelesen) ? { ...gelesen, runde: 0, dauerhaft: true } : leer;
    } catch {
      return leer;
    }
  }

  private write(stand: Entwurfsstand): void {
    this.stand = { ...stand, dauerhaft: this.persist(stand) };
    this.announce();
  }

  private announce(): void {
    for (const hoerer of this.hoerer) hoerer();
  }

  private persist({ basisVersion, entwuerfe }: Entwurfsstand): boolean {
    if (!this.ablage) return false;
    try {
      if (entwuerfe.length) this.ablage.setItem(this.schluessel, JSON.stringify({ basisVersion, entwuerfe }));
      else this.ablage.removeItem(this.schluessel);
      return true;
    } catch {
      return false;
    }
  }
}

function isStand(wert: unknown): wert is Entwurfsstand {
  if (typeof wert !== 'object' || wert === null) return false;
  const { basisVersion, entwuerfe } = wert as Partial<Entwurfsstand>;
  return typeof basisVersion === 'number' && Array.isArray(entwuerfe) && entwuerfe.every(isEntwurf);
}

function isEntwurf(wert: unknown): wert is Entwurf {
  if (typeof wert !== 'object' || wert === null) return false;
  const { pfad, name, inhalt, ausgang } = wert as Partial<Entwurf>;
  return (
    typeof pfad === 'string' &&
    typeof name === 'string' &&
    typeof inhalt === 'string' &&
    (ausgang === null || typeof ausgang === 'string')
  );
}
