import type { Special } from '../values/value.js';
import type { Num } from '../values/number.js';

/** Where a node stands in the source. */
export interface At {
  from: number;
  to: number;
}

export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

export interface Iterator extends At {
  name: string;
  /** a list, or the start of a range */
  domain: Node;
  end: Node | null;
}

export interface Parameter {
  name: string;
  type: TypeName | null;
}

/** A type as an expression names it. */
export type TypeName =
  | { type: 'named'; name: string }
  | { type: 'list'; element: TypeName }
  | { type: 'range'; element: TypeName }
  | { type: 'context'; entries: { name: string; of: TypeName }[] }
  | { type: 'function'; parameters: TypeName[]; result: TypeName };

export type Node = At &
  (
    | { type: 'literal'; value: null | boolean | string | Num }
    | { type: 'temporal'; text: string; value: Special | null }
    | { type: 'name'; name: string }
    | { type: 'input' }
    | { type: 'path'; target: Node; name: string }
    | { type: 'filter'; target: Node; condition: Node }
    | { type: 'call'; target: Node; positional: Node[] }
    | { type: 'namedCall'; target: Node; named: { name: string; value: Node }[] }
    | { type: 'list'; items: Node[] }
    | { type: 'context'; entries: { key: string; value: Node }[] }
    | { type: 'function'; parameters: Parameter[]; body: Node; external: boolean }
    | { type: 'if'; condition: Node; yes: Node; no: Node }
    | { type: 'for'; iterators: Iterator[]; body: Node }
    | { type: 'quantified'; every: boolean; iterators: Iterator[]; body: Node }
    | { type: 'and' | 'or'; left: Node; right: Node }
    | { type: 'compare'; operator: CompareOperator; left: Node; right: Node }
    | { type: 'between'; value: Node; low: Node; high: Node }
    | { type: 'in'; value: Node; tests: Node[] }
    | { type: 'arithmetic'; operator: ArithmeticOperator; left: Node; right: Node }
    | { type: 'negate'; operand: Node }
    | { type: 'instance'; value: Node; of: TypeName }
    | { type: 'range'; start: Node; end: Node; startIncluded: boolean; endIncluded: boolean }
    | { type: 'unary'; operator: CompareOperator; operand: Node }
  );

export type NodeOf<T extends Node['type']> = Extract<Node, { type: T }>;

/** The tests of a table cell; no tests: anything passes. */
export interface Tests {
  negated: boolean;
  tests: Node[] | null;
}

/** The nodes directly below, in order of appearance. */
export function childrenOf(node: Node): Node[] {
  switch (node.type) {
    case 'literal':
    case 'temporal':
    case 'name':
    case 'input':
      return [];
    case 'path':
      return [node.target];
    case 'filter':
      return [node.target, node.condition];
    case 'call':
      return [node.target, ...node.positional];
    case 'namedCall':
      return [node.target, ...node.named.map(({ value }) => value)];
    case 'list':
      return node.items;
    case 'context':
      return node.entries.map(({ value }) => value);
    case 'function':
      return [node.body];
    case 'if':
      return [node.condition, node.yes, node.no];
    case 'for':
    case 'quantified':
      return [...node.iterators.flatMap(({ domain, end }) => (end ? [domain, end] : [domain])), node.body];
    case 'between':
      return [node.value, node.low, node.high];
    case 'in':
      return [node.value, ...node.tests];
    case 'negate':
    case 'unary':
      return [node.operand];
    case 'instance':
      return [node.value];
    case 'range':
      return [node.start, node.end];
    default:
      return [node.left, node.right];
  }
}

/** Whether a node or one below is as asked for. */
export function someNode(node: Node, test: (node: Node) => boolean): boolean {
  return test(node) || childrenOf(node).some((child) => someNode(child, test));
}
