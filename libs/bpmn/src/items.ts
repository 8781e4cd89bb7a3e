import { child, list, localName, text } from './moddle.js';
import type { Raw } from './moddle.js';

/** bpmn-js fills gaps in data associations with these. */
const placeholder = /^__(source|target)Ref_placeholder$/;

/** What an item (data object, property, data input …) is called as a variable: all references to an object alike. */
export function nameOf(value: unknown): string | null {
  const item = child(value);
  if (!item) return null;
  const object = child(item['dataObjectRef']);
  const name = object ? (nameOfObject(object) ?? text(item.name)) : ownName(item);
  return name === null || placeholder.test(name) ? null : name;
}

function ownName(item: Raw): string | null {
  return localName(item) === 'dataObject' ? nameOfObject(item) : (text(item.name) ?? item.id ?? null);
}

const names = new WeakMap<Raw, Map<Raw, string>>();

/** Modelers name the references and leave the object without a name: the first name beside it counts. */
function nameOfObject(object: Raw): string | null {
  return (
    text(object.name) ?? (object.$parent && referenceNames(object.$parent).get(object)) ?? object.id ?? null
  );
}

function referenceNames(container: Raw): Map<Raw, string> {
  const known = names.get(container);
  if (known) return known;
  const found = new Map<Raw, string>();
  for (const element of list(container['flowElements'])) {
    const [object, name] = [child(element['dataObjectRef']), text(element.name)];
    if (object && name !== null && !found.has(object)) found.set(object, name);
  }
  names.set(container, found);
  return found;
}

/** An item read as an expression. */
export function reference(value: unknown): string | null {
  const name = nameOf(value);
  return name === null ? null : `=${name}`;
}
