import { moddle } from './moddle.js';
import type { Descriptor } from './moddle.js';

/** The XML names of a namespace: all, and those whose elements hold text. */
export interface Vocabulary {
  elements: ReadonlySet<string>;
  withText: ReadonlySet<string>;
  /** ids of its elements are unique in the file */
  ids: boolean;
}

let known: ReadonlyMap<string, Vocabulary> | null = null;

/** What the schemas of BPMN, its diagrams and zeebe know, by namespace. */
export function vocabularies(): ReadonlyMap<string, Vocabulary> {
  known ??= collect();
  return known;
}

const simple = new Set(['String', 'Boolean', 'Integer', 'Real']);

function collect(): Map<string, Vocabulary> {
  const model = moddle();
  const names = new Map<string, { elements: Set<string>; withText: Set<string> }>();
  const add = (prefix: string, name: string, text: boolean) => {
    const entry = names.get(prefix) ?? { elements: new Set(), withText: new Set() };
    names.set(prefix, entry);
    entry.elements.add(name);
    if (text) entry.withText.add(name);
  };
  const descriptors = Object.keys(model.registry.typeMap).flatMap((name) => descriptorOf(name) ?? []);
  const textual = new Set(
    descriptors.filter((one) => one.bodyProperty).flatMap((one) => one.allTypes.map(({ name }) => name)),
  );
  for (const { name, ns, bodyProperty, properties } of descriptors) {
    const { xml } = model.getPackage(ns.prefix) ?? {};
    add(ns.prefix, xml?.tagAlias === 'lowerCase' ? lower(ns.localName) : ns.localName, bodyProperty != null);
    for (const property of properties) {
      if (property.isAttr || property.isBody || !property.ns || name === 'Element') continue;
      const text = simple.has(property.type) || property.isReference === true || textual.has(property.type);
      add(property.ns.prefix, property.ns.localName, text);
    }
  }
  const uris = model.getPackages().map(({ uri, prefix }) => {
    const { elements = new Set<string>(), withText = new Set<string>() } = names.get(prefix) ?? {};
    return [uri, { elements, withText, ids: prefix !== 'zeebe' }] as const;
  });
  return new Map(uris);
}

/** Traits only add to other types and have no description of their own. */
function descriptorOf(name: string): Descriptor | null {
  try {
    return moddle().getType(name).$descriptor;
  } catch {
    return null;
  }
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
