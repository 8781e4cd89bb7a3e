import { builtinNamed } from '../builtins/index.js';
import type { At, Node, NodeOf } from '../parse/ast.js';
import type { Code } from '../problems.js';
import type { Signature } from '../values/function.js';
import { kindOf } from '../values/value.js';
import { arithmeticType } from './arithmetic.js';
import { comparable, either, elementOf, mayBe, partType, resultType, sortOf, typeOf } from './types.js';
import type { FeelType } from './types.js';

/** `known`: what could have been meant. */
export type Report = (code: Code, at: At, known?: string[]) => void;

/** Names and their types, innermost first. */
export class Names {
  constructor(
    private readonly types: ReadonlyMap<string, FeelType>,
    private readonly outer: Names | null = null,
  ) {}

  with(...names: [string, FeelType][]): Names {
    return new Names(new Map(names), this);
  }

  /** Every name there is, innermost first. */
  all(): string[] {
    return [...this.types.keys(), ...(this.outer?.all() ?? [])];
  }

  /** Undefined when there is no such name. */
  typeOf(name: string): FeelType | undefined {
    return this.types.get(name) ?? this.outer?.typeOf(name);
  }
}

/** The type of an expression over declared names; reports names and entries that don't exist and types that don't fit. */
export function infer(node: Node, names: Names, report: Report): FeelType {
  const of = (inner: Node, scope = names): FeelType => infer(inner, scope, report);
  switch (node.type) {
    case 'literal':
    case 'temporal':
      return node.type === 'temporal' && !node.value ? 'any' : (kindOf(node.value) as FeelType);
    case 'name':
      return nameType(node, names, report);
    case 'input':
      return names.typeOf('?') ?? 'any';
    case 'path': {
      const part = partType(of(node.target), node.name);
      if (part === null) report('FEEL_NO_ENTRY', node);
      return part ?? 'any';
    }
    case 'filter':
      return filterType(node, names, report);
    case 'call':
    case 'namedCall':
      return callType(node, names, report);
    case 'list':
      return { list: node.items.map((item) => of(item)).reduce(either, 'null' as FeelType) };
    case 'context':
      return contextType(node, names, report);
    case 'function':
      of(node.body, parametersOf(node, names));
      return 'function';
    case 'if':
      expect(node.condition, of(node.condition), ['boolean'], report);
      return either(of(node.yes), of(node.no));
    case 'for':
    case 'quantified':
      return loopType(node, names, report);
    default:
      return operationType(node, names, report);
  }
}

function parametersOf({ parameters }: NodeOf<'function'>, names: Names): Names {
  return names.with(
    ...parameters.map(({ name, type }): [string, FeelType] => [name, type ? typeOf(type) : 'any']),
  );
}

/** What a function takes and gives, as far as it shows in itself. */
export function signatureOf(node: NodeOf<'function'>): Signature {
  const names = new Names(new Map());
  return {
    parameters: node.parameters.map(({ type }) => (type ? typeOf(type) : 'any')),
    result: infer(node.body, parametersOf(node, names), () => undefined),
  };
}

function expect(at: Node, type: FeelType, sorts: Parameters<typeof mayBe>[1][], report: Report): void {
  if (!mayBe(type, ...sorts)) report('FEEL_TYPE', at);
}

function nameType(node: NodeOf<'name'>, names: Names, report: Report): FeelType {
  const type = names.typeOf(node.name);
  if (type !== undefined) return type;
  if (builtinNamed(node.name)) return 'function';
  report('FEEL_NO_VARIABLE', node, names.all());
  return 'any';
}

function operationType(node: Node, names: Names, report: Report): FeelType {
  const of = (inner: Node): FeelType => infer(inner, names, report);
  switch (node.type) {
    case 'and':
    case 'or':
      for (const side of [node.left, node.right]) expect(side, of(side), ['boolean'], report);
      return 'boolean';
    case 'compare': {
      if (!comparable(of(node.left), of(node.right))) report('FEEL_NOT_COMPARABLE', node);
      return 'boolean';
    }
    case 'between': {
      const type = of(node.value);
      if (![node.low, node.high].every((side) => comparable(type, of(side))))
        report('FEEL_NOT_COMPARABLE', node);
      return 'boolean';
    }
    case 'in': {
      const type = of(node.value);
      for (const test of node.tests) inferTest(test, type, names, report);
      return 'boolean';
    }
    case 'instance':
      of(node.value);
      return 'boolean';
    default:
      return computedType(node, names, report);
  }
}

function computedType(node: Node, names: Names, report: Report): FeelType {
  const of = (inner: Node): FeelType => infer(inner, names, report);
  switch (node.type) {
    case 'arithmetic': {
      const result = arithmeticType(node.operator, of(node.left), of(node.right));
      if (result === null) report('FEEL_TYPE', node);
      return result ?? 'any';
    }
    case 'negate': {
      const type = of(node.operand);
      expect(node, type, ['number', 'days and time duration', 'years and months duration'], report);
      return type;
    }
    case 'range': {
      const [start, end] = [of(node.start), of(node.end)];
      if (!comparable(start, end)) report('FEEL_NOT_COMPARABLE', node);
      return { range: either(start, end) };
    }
    case 'unary':
      return { range: of(node.operand) };
  }
  return 'any';
}

/** A test of a value of a type: `?` is the value. */
export function inferTest(node: Node, input: FeelType, names: Names, report: Report): void {
  const type = infer(node, names.with(['?', input]), report);
  if (type === 'boolean' && node.type !== 'literal') return;
  const element = sortOf(type) === 'list' || sortOf(type) === 'range' ? elementOf(type) : type;
  if (!comparable(input, element) && !comparable(input, type)) report('FEEL_NOT_COMPARABLE', node);
}

function filterType(node: NodeOf<'filter'>, names: Names, report: Report): FeelType {
  const target = infer(node.target, names, report);
  const element = elementOf(target);
  const inner = names.with(...entriesOf(element), ['item', element]);
  // What an element has is known only when its type is.
  const open = element === 'any' || element === 'null';
  const type = infer(node.condition, inner, open ? () => undefined : report);
  if (type === 'number') return element;
  return sortOf(type) === 'boolean' || sortOf(type) === 'range' ? { list: element } : 'any';
}

function entriesOf(type: FeelType): [string, FeelType][] {
  return typeof type === 'object' && 'context' in type ? Object.entries(type.context) : [];
}

function contextType(node: NodeOf<'context'>, names: Names, report: Report): FeelType {
  const context: { [name: string]: FeelType } = {};
  let scope = names;
  for (const { key, value } of node.entries) {
    const type = infer(value, value.type === 'function' ? scope.with([key, 'function']) : scope, report);
    if (Object.hasOwn(context, key)) report('FEEL_DUPLICATE_ENTRY', node);
    context[key] = type;
    scope = scope.with([key, type]);
  }
  return { context };
}

function loopType(node: NodeOf<'for'> | NodeOf<'quantified'>, names: Names, report: Report): FeelType {
  let scope = node.type === 'for' ? names.with(['partial', { list: 'any' }]) : names;
  for (const { name, domain, end } of node.iterators) {
    const type = infer(domain, scope, report);
    if (end) infer(end, scope, report);
    scope = scope.with([name, elementOf(type)]);
  }
  const body = infer(node.body, scope, report);
  if (node.type === 'for') return { list: body };
  expect(node.body, body, ['boolean'], report);
  return 'boolean';
}

const lenient = new Set(['is defined', 'get or else']);

function callType(node: NodeOf<'call'> | NodeOf<'namedCall'>, names: Names, report: Report): FeelType {
  const { target } = node;
  const values = node.type === 'call' ? node.positional : node.named.map(({ value }) => value);
  const builtin = target.type === 'name' && names.typeOf(target.name) === undefined ? target.name : null;
  const args = values.map((value, i) =>
    infer(value, names, builtin && i === 0 && lenient.has(builtin) ? () => undefined : report),
  );
  if (builtin === null) {
    expect(target, infer(target, names, report), ['function'], report);
    return 'any';
  }
  const known = builtinNamed(builtin);
  if (!known) report('FEEL_NO_FUNCTION', target);
  else if (node.type === 'call' && !known.accepts(args)) report('FEEL_ARGUMENTS', node);
  return resultType(builtin, args);
}
