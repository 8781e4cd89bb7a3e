// The commonest expressions and cells (literals, paths, comparisons with a literal, intervals) are read without the
// grammar: a table of thousands of rows is made of them. Whatever is not certain here is left to the grammar.
import { parseNumber } from '../values/number.js';
import { readTemporal } from '../values/read-temporal.js';
import type { CompareOperator, Node, Tests } from './ast.js';

const string = String.raw`"[^"\\\n]*"`;
const number = String.raw`-?(?:\d+(?:\.\d+)?|\.\d+)`;
const at = String.raw`@"[^"\\\n]*"`;
const call = String.raw`(?:date|time|duration|date and time)\("[^"\\\n]*"\)`;
const literal = `${string}|${number}|true|false|null|${at}|${call}`;
const start = new RegExp(
  `\\s*(?:(<=|>=|<|>)\\s*(${literal})|([\\[(\\]])\\s*(${literal})\\s*\\.\\.\\s*(${literal})\\s*([\\])\\[])|(${literal}))\\s*`,
  'y',
);
const only = new RegExp(`^\\s*(${literal})\\s*$`);
const path = /^\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*$/;
const keywords = new Set(
  'true false null if then else for in return some every satisfies and or between instance function external not'.split(
    ' ',
  ),
);

/** The cell, or null when it takes the grammar to read it. */
export function readSimpleTests(source: string): Tests | null {
  const negation = /^\s*not\s*\((.*)\)\s*$/s.exec(source);
  const text = negation?.[1] ?? source;
  const from = negation ? source.indexOf('(') + 1 : 0;
  const tests: Node[] = [];
  for (let i = 0; ; i++) {
    start.lastIndex = i;
    const match = start.exec(text);
    if (!match) return null;
    const node = testOf(match, from + i, from + start.lastIndex);
    if (!node) return null;
    tests.push(node);
    i = start.lastIndex;
    if (i === text.length) return { negated: negation !== null, tests };
    if (text[i] !== ',') return null;
  }
}

function testOf(match: RegExpExecArray, from: number, to: number): Node | null {
  const [, operator, limit, open, low, high, close, value] = match;
  if (value !== undefined) return literalOf(value, from, to);
  if (limit !== undefined) {
    const operand = literalOf(limit, from, to);
    return operand && { type: 'unary', operator: operator as CompareOperator, operand, from, to };
  }
  const start = literalOf(low ?? '', from, to);
  const end = literalOf(high ?? '', from, to);
  if (!start || !end) return null;
  return { type: 'range', start, end, startIncluded: open === '[', endIncluded: close === ']', from, to };
}

/** A literal or a path such as `a.b`; null when it takes the grammar to read the expression. */
export function readSimpleExpression(source: string): Node | null {
  const value = only.exec(source)?.[1];
  if (value !== undefined) return literalOf(value, 0, source.length);
  const keys = path.exec(source)?.[1]?.split('.');
  if (!keys || keys.length > 100 || keys.some((key) => keywords.has(key))) return null;
  const [first = '', ...rest] = keys;
  let to = source.indexOf(first) + first.length;
  let node: Node = { type: 'name', name: first, from: to - first.length, to };
  for (const name of rest) {
    const from: number = node.from;
    to += name.length + 1;
    node = { type: 'path', target: node, name, from, to };
  }
  return node;
}

function literalOf(text: string, from: number, to: number): Node | null {
  if (text === 'null') return { type: 'literal', value: null, from, to };
  if (text === 'true' || text === 'false') return { type: 'literal', value: text === 'true', from, to };
  if (text.startsWith('"')) return { type: 'literal', value: text.slice(1, -1), from, to };
  if (text.startsWith('@')) {
    const content = text.slice(2, -1);
    return { type: 'temporal', text: content, value: readTemporal(content), from, to };
  }
  const value = parseNumber(text);
  if (value !== null) return { type: 'literal', value, from, to };
  const [name = '', content = ''] = text.slice(0, -2).split('("');
  const argument: Node = { type: 'literal', value: content, from, to };
  return { type: 'call', target: { type: 'name', name, from, to }, positional: [argument], from, to };
}
