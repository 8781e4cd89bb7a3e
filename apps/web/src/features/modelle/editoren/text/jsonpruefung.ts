export interface Jsonfehler {
  meldung: string;
  /** 0-based place where reading stopped, for the cursor. */
  position: number;
  zeile: number;
  spalte: number;
}

/** Null for well-formed JSON, else the place where reading stopped; the same in every browser. */
export function checkJson(text: string): Jsonfehler | null {
  try {
    JSON.parse(text);
    return null;
  } catch {
    const position = new Leser(text).stop();
    const davor = text.slice(0, position).split('\n');
    const zeile = davor.length;
    const spalte = (davor.at(-1)?.length ?? 0) + 1;
    const ende = position >= text.trimEnd().length;
    const grund = ende ? 'die Datei hört zu früh auf' : `unerwartetes Zeichen „${text[position]}“`;
    return {
      meldung: `Kein gültiges JSON: ${grund} (Zeile ${zeile}, Spalte ${spalte}).`,
      position,
      zeile,
      spalte,
    };
  }
}

/** Browsers describe JSON errors in their own words and often without a place, so this reads along. */
class Leser {
  private ort = 0;

  constructor(private readonly text: string) {}

  /** Where the text stops being JSON. */
  stop(): number {
    this.space();
    if (this.value()) this.space();
    return this.ort;
  }

  private value(): boolean {
    const zeichen = this.text[this.ort];
    if (zeichen === '{') return this.list('}', () => this.entry());
    if (zeichen === '[') return this.list(']', () => this.value());
    return this.take(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y) || this.literal();
  }

  private literal(): boolean {
    return this.take(/(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y);
  }

  private list(schluss: string, item: () => boolean): boolean {
    this.ort += 1;
    this.space();
    if (this.char(schluss)) return true;
    for (;;) {
      this.space();
      if (!item()) return false;
      this.space();
      if (this.char(schluss)) return true;
      if (!this.char(',')) return false;
    }
  }

  private entry(): boolean {
    if (this.text[this.ort] !== '"' || !this.value()) return false;
    this.space();
    if (!this.char(':')) return false;
    this.space();
    return this.value();
  }

  private char(zeichen: string): boolean {
    if (this.text[this.ort] !== zeichen) return false;
    this.ort += 1;
    return true;
  }

  private space(): void {
    this.take(/[ \t\r\n]+/y);
  }

  private take(muster: RegExp): boolean {
    muster.lastIndex = this.ort;
    const treffer = muster.exec(this.text);
    if (!treffer) return false;
    this.ort += treffer[0].length;
    return true;
  }
}
