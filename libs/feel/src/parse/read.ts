import type { parser } from 'lezer-feel';
import { parseNumber } from '../values/number.js';
import { readTemporal } from '../values/read-temporal.js';
import type {
  ArithmeticOperator,
  CompareOperator,
  Iterator,
  Node,
  NodeOf,
  Parameter,
  TypeName,
} from './ast.js';
import { Precedence } from './precedence.js';
import { collapsed, stringOf } from './text.js';
import { readType } from './types.js';

export type SyntaxNode = ReturnType<(typeof parser)['parse']>['topNode'];

/** Thrown where an expression is nested too deeply to be compiled. */
export class TooDeep extends Error {}

const deepest = 1000;

type Shape<T extends Node = Node> = T extends Node ? Omit<T, 'from' | 'to'> : never;

/** From the tree of the grammar to our own. */
export class Reader {
  private depth = 0;
  private readonly precedence = new Precedence();
  /** nodes that have their place already */
  private readonly lifted = new WeakSet<Shape>();

  constructor(
    private readonly source: string,
    /** the name that is meant, for a name as it is written */
    private readonly meant: (written: string) => string,
    private readonly typeMeant: (written: TypeName) => TypeName,
  ) {}

  text(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }

  name(node: SyntaxNode): string {
    return this.meant(collapsed(this.text(node)));
  }

  read(node: SyntaxNode): Node {
    if (++this.depth > deepest) throw new TooDeep();
    const shape = this.shape(node);
    this.depth--;
    return this.placed(shape, node);
  }

  private placed(shape: Shape, node: SyntaxNode): Node {
    const made = { ...shape, from: node.from, to: node.to } as Node;
    if (node.name === 'ParenthesizedExpression' || this.precedence.isClosed(shape as Node))
      this.precedence.close(made);
    else if (this.lifted.has(shape)) return shape as Node;
    return made.type === 'and' ? this.precedence.conjunction(made) : made;
  }

  private shape(node: SyntaxNode): Shape {
    const parts = partsOf(node);
    const [first] = parts;
    switch (node.name) {
      case 'null':
        return { type: 'literal', value: null };
      case 'BooleanLiteral':
        return { type: 'literal', value: this.text(node) === 'true' };
      case 'NumericLiteral':
        return { type: 'literal', value: parseNumber(this.text(node).replace(/\s+/g, '')) };
      case 'StringLiteral':
        return { type: 'literal', value: stringOf(this.text(node)) };
      case 'DateTimeLiteral':
        return first?.name === 'AtLiteral' ? this.temporal(first) : this.call(parts);
      case 'FunctionInvocation':
        return this.call(parts);
      case 'VariableName':
      case 'SpecialFunctionName':
      case 'DateTimeConstructor':
        return { type: 'name', name: this.name(node) };
      case '?':
        return { type: 'input' };
    }
    return this.access(node, parts);
  }

  private access(node: SyntaxNode, parts: SyntaxNode[]): Shape {
    const [first, second, third] = parts;
    switch (node.name) {
      case 'PathExpression':
        return { type: 'path', target: this.read(first!), name: this.name(third!) };
      case 'FilterExpression':
        return { type: 'filter', target: this.read(first!), condition: this.read(third!) };
      case 'ParenthesizedExpression':
        return this.read(second!);
      case 'List':
        return { type: 'list', items: parts.slice(1, -1).map((item) => this.read(item)) };
      case 'Context':
        return { type: 'context', entries: parts.slice(1, -1).map((entry) => this.entry(entry)) };
      case 'FunctionDefinition':
        return this.definition(node);
      case 'SimplePositiveUnaryTest':
        return first?.name === 'Interval'
          ? this.interval(partsOf(first))
          : { type: 'unary', operator: this.text(first!) as CompareOperator, operand: this.read(second!) };
      case 'PositiveUnaryTest':
        return this.read(first!);
    }
    return this.operation(node, parts);
  }

  private operation(node: SyntaxNode, parts: SyntaxNode[]): Shape {
    const [first, second, third] = parts;
    switch (node.name) {
      case 'IfExpression':
        return {
          type: 'if',
          condition: this.read(second!),
          yes: this.read(parts[3]!),
          no: this.read(parts[5]!),
        };
      case 'ForExpression':
        return { type: 'for', iterators: this.iterators(node), body: this.read(parts.at(-1)!) };
      case 'QuantifiedExpression': {
        const every = first?.name === 'every';
        return { type: 'quantified', every, iterators: this.iterators(node), body: this.read(parts.at(-1)!) };
      }
      case 'Disjunction':
        return { type: 'or', left: this.read(first!), right: this.read(third!) };
      case 'Conjunction':
        return { type: 'and', left: this.read(first!), right: this.read(third!) };
      case 'Comparison':
        return this.comparison(parts);
      case 'ArithmeticExpression':
        return this.arithmetic(parts);
      case 'InstanceOfExpression':
        return {
          type: 'instance',
          value: this.read(first!),
          of: this.type(parts.at(-1)!),
        };
    }
    throw new Error(`unknown syntax ${node.name}`);
  }

  private type(node: SyntaxNode): TypeName {
    return this.typeMeant(readType(node, (inner) => this.text(inner)));
  }

  private temporal(node: SyntaxNode): Shape<NodeOf<'temporal'>> {
    const text = stringOf(this.text(node).slice(1));
    return { type: 'temporal', text, value: readTemporal(text) };
  }

  private call(parts: SyntaxNode[]): Shape {
    const target = this.read(parts[0]!);
    const given = parts.find(({ name }) => name === 'NamedParameters');
    if (given) {
      const named = given.getChildren('NamedParameter').map((parameter) => {
        const [name, value] = partsOf(parameter);
        return { name: collapsed(this.text(name!)), value: this.read(value!) };
      });
      return { type: 'namedCall', target, named };
    }
    const list = parts.find(({ name }) => name === 'PositionalParameters');
    return { type: 'call', target, positional: list ? partsOf(list).map((item) => this.read(item)) : [] };
  }

  private entry(node: SyntaxNode): { key: string; value: Node } {
    const [key, value] = partsOf(node);
    const text = this.text(key!).trim();
    return { key: text.startsWith('"') ? stringOf(text) : collapsed(text), value: this.read(value!) };
  }

  private definition(node: SyntaxNode): Shape<NodeOf<'function'>> {
    const parameters = (node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? []).map(
      (parameter): Parameter => {
        const [name, type] = partsOf(parameter);
        return { name: collapsed(this.text(name!)), type: type ? this.type(type) : null };
      },
    );
    const body = this.read(partsOf(node.getChild('FunctionBody')!)[0]!);
    return { type: 'function', parameters, body, external: node.getChild('external') !== null };
  }

  private iterators(node: SyntaxNode): Iterator[] {
    return (node.getChild('InExpressions')?.getChildren('InExpression') ?? []).map((one) => {
      const [name, , context] = partsOf(one);
      const [domain, , end] = partsOf(context!);
      return {
        name: collapsed(this.text(name!)),
        domain: this.read(domain!),
        end: end ? this.read(end) : null,
        from: one.from,
        to: one.to,
      };
    });
  }

  private comparison(parts: SyntaxNode[]): Shape {
    const [left, operator, right] = parts;
    if (operator!.name === 'between')
      return { type: 'between', value: this.read(left!), low: this.read(right!), high: this.read(parts[4]!) };
    if (operator!.name === 'in') return this.membership(parts);
    const sign = this.text(operator!) as CompareOperator;
    return { type: 'compare', operator: sign, left: this.read(left!), right: this.read(right!) };
  }

  private membership(parts: SyntaxNode[]): Shape {
    const value = this.read(parts[0]!);
    const group = parts.find(({ name }) => name === 'PositiveUnaryTests');
    if (group) return { type: 'in', value, tests: partsOf(group).map((test) => this.read(test)) };
    const make = (test: Node): Node => ({ type: 'in', value, tests: [test], from: value.from, to: test.to });
    const node = this.precedence.membership(this.read(parts[2]!), make);
    this.lifted.add(node);
    return node;
  }

  private arithmetic(parts: SyntaxNode[]): Shape {
    const [left, operator, right] = parts;
    if (!right) {
      const operand = this.read(operator!);
      return this.text(left!) === '+' ? operand : { type: 'negate', operand };
    }
    const sign = this.text(operator!);
    const meaning = (sign === '^' ? '**' : sign) as ArithmeticOperator;
    return { type: 'arithmetic', operator: meaning, left: this.read(left!), right: this.read(right) };
  }

  private interval(parts: SyntaxNode[]): Shape<NodeOf<'range'>> {
    return {
      type: 'range',
      start: this.read(parts[1]!),
      end: this.read(parts[3]!),
      startIncluded: parts[0]!.name === '[',
      endIncluded: parts[4]!.name === ']',
    };
  }
}

const skipped = new Set(['LineComment', 'BlockComment', ',', ':']);

export function partsOf(node: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!skipped.has(child.name)) parts.push(child);
  return parts;
}
