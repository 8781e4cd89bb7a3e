import type { TypeName } from './ast.js';

/** Types that a model names, as FEEL writes them: `{ Person: 'context<name: string>' }`. */
export interface NamedTypes {
  readonly [name: string]: string;
}

const read = new WeakMap<NamedTypes, Map<string, TypeName>>();
const any: TypeName = { type: 'named', name: 'Any' };

/** The type with every name of the model replaced by what it stands for; within itself a type is `Any`. */
export function withoutNames(
  type: TypeName,
  types: NamedTypes,
  readText: (text: string) => TypeName | null,
): TypeName {
  const of = (inner: TypeName): TypeName => withoutNames(inner, types, readText);
  switch (type.type) {
    case 'named':
      return Object.hasOwn(types, type.name) ? meant(type.name, types, readText) : type;
    case 'list':
    case 'range':
      return { ...type, element: of(type.element) };
    case 'context':
      return { ...type, entries: type.entries.map((entry) => ({ ...entry, of: of(entry.of) })) };
    case 'function':
      return { ...type, parameters: type.parameters.map(of), result: of(type.result) };
  }
}

function meant(name: string, types: NamedTypes, readText: (text: string) => TypeName | null): TypeName {
  const known = read.get(types) ?? new Map<string, TypeName>();
  read.set(types, known);
  const ready = known.get(name);
  if (ready) return ready;
  known.set(name, any);
  const type = readText(types[name]!);
  const found = type ? withoutNames(type, types, readText) : any;
  known.set(name, found);
  return found;
}
