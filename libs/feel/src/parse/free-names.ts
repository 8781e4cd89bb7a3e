import { childrenOf } from './ast.js';
import type { Node } from './ast.js';

/**
 * Free variables in order of appearance; `a.b` counts as `a`. Names inside a filter `[…]` may be properties of the
 * elements, so they are left out, and so are functions of the standard.
 */
export function freeNames(nodes: Node[], isKnown: (name: string) => boolean): string[] {
  const found = new Set<string>();
  for (const node of nodes) visit(node, new Set(), isKnown, found);
  return [...found];
}

function visit(node: Node, bound: Set<string>, isKnown: (name: string) => boolean, found: Set<string>): void {
  const inside = (child: Node, names: Set<string> = bound) => visit(child, names, isKnown, found);
  switch (node.type) {
    case 'name':
      if (!bound.has(node.name) && !isKnown(node.name)) found.add(node.name);
      return;
    case 'filter':
      return inside(node.target);
    case 'function':
      return inside(node.body, new Set([...bound, ...node.parameters.map(({ name }) => name)]));
    case 'context': {
      const names = new Set(bound);
      for (const { key, value } of node.entries) {
        inside(value, names);
        names.add(key);
      }
      return;
    }
    case 'for':
    case 'quantified': {
      const names = new Set([...bound, ...(node.type === 'for' ? ['partial'] : [])]);
      for (const { name, domain, end } of node.iterators) {
        inside(domain, names);
        if (end) inside(end, names);
        names.add(name);
      }
      return inside(node.body, names);
    }
    default:
      for (const child of childrenOf(node)) inside(child);
  }
}
