import type { TypeName } from './ast.js';
import type { SyntaxNode } from './read.js';
import { collapsed } from './text.js';

type Text = (node: SyntaxNode) => string;

const element = String.raw`(?:number|string|date|time|date\s+and\s+time|(?:days\s+and\s+time|years\s+and\s+months)\s+duration|Any)`;
const rangeTypes = new RegExp(
  String.raw`"(?:[^"\\]|\\.)*"|(?<=\bof\s+)range(?=\s*<)|\brange(?=\s*<\s*${element}\s*>(?!=))`,
  'g',
);

/** The grammar knows no types of ranges: it reads them as types of lists of the same length. */
export function withListTypes(source: string): string {
  if (!source.includes('range')) return source;
  return source.replace(rangeTypes, (found) => (found === 'range' ? 'list ' : found));
}

/** The type behind `instance of`, or of a parameter. */
export function readType(node: SyntaxNode, text: Text): TypeName {
  const inner = node.name === 'Type' ? node.firstChild : node;
  switch (inner?.name) {
    case 'ListType':
      return { type: text(inner).startsWith('range') ? 'range' : 'list', element: elementOf(inner, text) };
    case 'ContextType': {
      const entries = inner.getChild('ContextEntryTypes')?.getChildren('ContextEntryType') ?? [];
      return {
        type: 'context',
        entries: entries.map((entry) => ({
          name: collapsed(text(entry.firstChild!)),
          of: readType(entry.getChild('Type')!, text),
        })),
      };
    }
    case 'FunctionType': {
      const given = inner.getChild('ArgumentTypes')?.getChildren('ArgumentType') ?? [];
      return {
        type: 'function',
        parameters: given.map((argument) => readType(argument.firstChild!, text)),
        result: elementOf(inner, text),
      };
    }
  }
  return { type: 'named', name: collapsed(text(inner ?? node)).replace(/ ?\. ?/g, '.') };
}

function elementOf(node: SyntaxNode, text: Text): TypeName {
  const element = node.getChild('Type');
  return element ? readType(element, text) : { type: 'named', name: 'Any' };
}
