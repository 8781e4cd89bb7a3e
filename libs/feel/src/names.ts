import type { parseExpression } from 'feelin';
import { isBuiltin } from './builtins.js';

type SyntaxNode = ReturnType<typeof parseExpression>['topNode'];

/** Nodes whose names belong to something else: types, parameters, properties of other values. */
const foreign = new Set(['Type', 'QualifiedName', 'PathName', 'Key', 'ParameterName', 'Name']);
const scopes = new Set(['ForExpression', 'QuantifiedExpression', 'FunctionDefinition', 'Context']);
const binders = new Set(['InExpression', 'FormalParameter', 'ContextEntry']);

/**
 * Free variables of a parsed expression in order of appearance. Names inside a filter `[…]` may be
 * properties of the elements, so they are left out.
 */
export function freeNames(root: SyntaxNode, source: string): string[] {
  const found = new Set<string>();
  visit(root, source, new Set(), found);
  return [...found];
}

/** Every name that may be looked up, whoever it belongs to. */
export function mentionedNames(root: SyntaxNode, source: string): string[] {
  const found = new Set<string>();
  const collect = (node: SyntaxNode): void => {
    if (node.name === 'VariableName') found.add(textOf(node, source));
    for (let child = node.firstChild; child; child = child.nextSibling) collect(child);
  };
  collect(root);
  return [...found];
}

function visit(node: SyntaxNode, source: string, bound: Set<string>, found: Set<string>): void {
  if (node.name === 'VariableName') {
    const name = textOf(node, source);
    if (!bound.has(name) && !isBuiltin(name)) found.add(name);
    return;
  }
  if (foreign.has(node.name)) return;
  const inner = scopes.has(node.name) ? new Set([...bound, 'partial']) : bound;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (node.name === 'FilterExpression' && child.name === '[') return;
    visit(child, source, inner, found);
    const first = binders.has(child.name) ? child.firstChild : null;
    if (first) inner.add(textOf(first, source).replace(/^"|"$/g, ''));
  }
}

function textOf(node: SyntaxNode, source: string): string {
  return source.slice(node.from, node.to).replace(/`/g, '').replace(/\s+/g, ' ');
}
