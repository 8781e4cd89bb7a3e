import type { KnownNames } from './parse/parse.js';
import { isPlainName, mayNameSpecially, tight } from './parse/text.js';
import type { FeelContext } from './types.js';
import { isContext } from './values/value.js';
import type { Value } from './values/value.js';

/** A name that the grammar must know: of a variable, or of an entry of one. */
type Special = [variable: string, entry: string | null];

const mostReadings = 20;
const mostPaths = 100;
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
 * The readings of one source. A sign in the name of a variable or of its entry (`a-b`, `x.a-b`) changes how the source
 * reads, so it is read again with such names, once for each set of them.
 */
export class Reading<T> {
  private readonly others = new Map<string, T>();
  private readonly paths = new Map<string, boolean>();
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
    let special: Special[] | null = null;
    for (const key in context) {
      if (this.isMeant(key)) (special ??= []).push([key, null]);
      const value = context[key];
      if (value === null || typeof value !== 'object' || !isContext(value as Value)) continue;
      if (!this.leadsInto(key)) continue;
      for (const entry in value) if (this.isMeant(entry)) (special ??= []).push([key, entry]);
    }
    return special ? this.other(special) : this.usual;
  }

  private isMeant(name: string): boolean {
    return !isOrdinary(name) && this.squeezed.includes(tight(name));
  }

  /** Whether the source may ask for an entry of the variable. */
  private leadsInto(name: string): boolean {
    let leads = this.paths.get(name);
    if (leads === undefined) {
      leads = this.squeezed.includes(`${tight(name)}.`);
      if (this.paths.size < mostPaths) this.paths.set(name, leads);
    }
    return leads;
  }

  private other(special: Special[]): T {
    const key = JSON.stringify(special);
    const known = this.others.get(key);
    if (known !== undefined) return known;
    const names: KnownNames = { ...this.known };
    for (const [name, entry] of special) {
      const inner = names[name];
      if (entry === null) names[name] ??= true;
      else names[name] = { ...(typeof inner === 'object' ? inner : null), [entry]: true };
    }
    const made = this.read(names) ?? this.usual;
    if (this.others.size < mostReadings) this.others.set(key, made);
    return made;
  }
}
