const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const space = /[ \t\r\n]*/y;
const deepest = 500;

/** Where a text stops being JSON, counted from 1; JSON.parse does not always say. Null when it is JSON. */
export function jsonErrorPlace(source: string): { line: number; column: number } | null {
  const scan = new Scan(source);
  const whole = scan.value(0) && scan.skip() === source.length;
  if (whole) return null;
  const before = source.slice(0, scan.at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Walks over the source as far as it is JSON; `at` is where it stopped. */
class Scan {
  at = 0;

  constructor(private readonly source: string) {}

  skip(): number {
    this.take(space);
    return this.at;
  }

  value(depth: number): boolean {
    this.skip();
    if (depth > deepest) return false;
    if (this.is('{')) return this.items('}', () => this.entry(depth));
    if (this.is('[')) return this.items(']', () => this.value(depth + 1));
    return this.take(text) || this.take(word);
  }

  private entry(depth: number): boolean {
    this.skip();
    if (!this.take(text)) return false;
    this.skip();
    return this.is(':') && this.value(depth + 1);
  }

  private items(end: string, item: () => boolean): boolean {
    this.skip();
    if (this.is(end)) return true;
    do if (!item()) return false;
    while ((this.skip(), this.is(',')));
    return this.is(end);
  }

  private is(sign: string): boolean {
    if (this.source[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (match) this.at = pattern.lastIndex;
    return match !== null;
  }
}
