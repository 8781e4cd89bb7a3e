import type { Raw } from './moddle.js';

// bpmn-moddle's writer takes the prefix off an attribute of the same namespace as its foreign element, which makes it
// another attribute. It writes this name instead; in a tag of its output it can mean nothing else.
const mark = 'zst-qualified.';

/** Marks the attributes that the writer would rename, in a whole tree. */
export function markQualified(root: Raw): void {
  const open: unknown[] = [root];
  const seen = new Set<object>();
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isForeign(value)) {
      markAttributes(value);
      open.push(value['$children']);
    }
    open.push(...Object.values(value));
  }
}

/** Gives the marked attributes the prefix of the element that they stand in. */
export function restoreQualified(xml: string): string {
  if (!xml.includes(mark)) return xml;
  return xml.replace(/<(?:([A-Za-z_][\w.-]*):)?[^<>]*>/g, (tag, prefix: string | undefined) =>
    tag.replaceAll(` ${mark}`, prefix ? ` ${prefix}:` : ' '),
  );
}

function isForeign(value: object): value is Raw {
  return (value as { $descriptor?: { isGeneric?: boolean } }).$descriptor?.isGeneric === true;
}

function markAttributes(element: Raw): void {
  const prefix = element.$type.slice(0, element.$type.indexOf(':') + 1);
  if (prefix === '') return;
  for (const [name, value] of Object.entries(element))
    if (name.startsWith(prefix)) {
      delete element[name];
      element[mark + name.slice(prefix.length)] = value;
    }
}
