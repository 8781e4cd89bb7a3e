import type { Attribute } from './tokens.js';

/** The prefixes in scope while an XML file is walked. */
export class Namespaces {
  private readonly uris = new Map<string, string>([['xml', 'http://www.w3.org/XML/1998/namespace']]);

  get size(): number {
    return this.uris.size;
  }

  /** Takes the declarations of an element in; what it gives back undoes them. */
  enter(attributes: Attribute[]): (() => void) | null {
    const before: [string, string | undefined][] = [];
    for (const { name, value } of attributes) {
      const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : null;
      if (prefix === null) continue;
      before.push([prefix, this.uris.get(prefix)]);
      this.uris.set(prefix, value);
    }
    return before.length === 0 ? null : () => this.restore(before);
  }

  /** The namespace of an element name; null when its prefix is not declared, empty when it has none. */
  uriOf(name: string): string | null {
    const colon = name.indexOf(':');
    return colon < 0 ? (this.uris.get('') ?? '') : (this.uris.get(name.slice(0, colon)) ?? null);
  }

  private restore(before: [string, string | undefined][]): void {
    for (const [prefix, uri] of before.reverse())
      if (uri === undefined) this.uris.delete(prefix);
      else this.uris.set(prefix, uri);
  }
}
