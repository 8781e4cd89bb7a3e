import type { KnownNames } from './parse/parse.js';
import { isPlainName, mayNameSpecially, tight } from './parse/text.js';
import type { FeelContext } from './types.js';

const mostReadings = 20;
const mostKept = 10_000;
const kept = new Map<string, boolean>();

function isOrdinary(name: string): boolean {
  const known = kept.get(name);
  if (known !== undefined) return known;
  if (kept.size >= mostKept) kept.clear();
  const found = isPlainName(name, false);
  kept.set(name, found);
  return found;
}

/**
 * The readings of one source. A variable with a sign in its name (`a-b`) changes how the source reads, so it is read
 * again with such names, once for each set of them.
 */
export class Reading<T> {
  private readonly others = new Map<string, T>();
  private readonly fixed: boolean;
  private readonly squeezed: string;

  constructor(
    source: string,
    private readonly known: KnownNames | null,
    private readonly usual: T,
    private readonly read: (names: KnownNames) => T | null,
  ) {
    this.squeezed = tight(source);
    this.fixed = !mayNameSpecially(source);
  }

  for(context: FeelContext): T {
    return this.fixed ? this.usual : this.withNames(context);
  }

  private withNames(context: FeelContext): T {
    let special: string[] | null = null;
    for (const key in context) {
      if (isOrdinary(key) || !this.squeezed.includes(tight(key))) continue;
      (special ??= []).push(key);
    }
    return special ? this.other(special) : this.usual;
  }

  private other(special: string[]): T {
    const key = JSON.stringify(special);
    const known = this.others.get(key);
    if (known !== undefined) return known;
    const names: KnownNames = { ...this.known };
    for (const name of special) names[name] = true;
    const made = this.read(names) ?? this.usual;
    if (this.others.size < mostReadings) this.others.set(key, made);
    return made;
  }
}
