import { Decimal } from 'decimal.js';
import { someNode } from '../parse/ast.js';
import type { CompareOperator, Node, NodeOf } from '../parse/ast.js';
import type { Run } from '../run.js';
import { compareValues, equals } from '../values/compare.js';
import { FeelRange } from '../values/range.js';
import { FeelFunction } from '../values/function.js';
import type { Value } from '../values/value.js';
import { constantOf } from './constant.js';
import { ordering } from './logic.js';
import type { Code, Compiler, Scope, TestCode } from './scope.js';

/** One test of a value that stands in slot `input` (for `?`). Null: can't be decided. */
export function compileTest(node: Node, scope: Scope, input: number, compiler: Compiler): TestCode {
  if (node.type === 'unary') return compileUnary(node, scope, compiler);
  if (node.type === 'range') return compileInterval(node, scope, compiler);
  const constant = constantOf(node);
  if (constant !== undefined) return equalTo(constant);
  const code = compiler.code(node, scope.bind('?', input));
  if (someNode(node, ({ type }) => type === 'input')) {
    return (run, value) => {
      run.slots[input] = value;
      return accepts(code(run), value, true);
    };
  }
  const verdict = node.type !== 'name' && node.type !== 'path';
  return (run, value) => {
    run.slots[input] = value;
    return accepts(code(run), value, verdict);
  };
}

function equalTo(constant: Value): TestCode {
  if (typeof constant === 'string' || typeof constant === 'boolean' || constant === null)
    return (_run, value) =>
      value === constant || (typeof value === 'object' && equals(value, constant) === true);
  if (typeof constant === 'number')
    return (_run, value) =>
      value === constant || (typeof value === 'object' && equals(value, constant) === true);
  return (_run, value) => equals(value, constant) === true;
}

function compileUnary(node: NodeOf<'unary'>, scope: Scope, compiler: Compiler): TestCode {
  const operand = compiler.code(node.operand, scope);
  const constant = constantOf(node.operand);
  if (typeof constant === 'number' || (constant !== undefined && constant !== null))
    return comparedWith(node.operator, constant);
  return (run, value) => compared(node.operator, value, operand(run));
}

function comparedWith(operator: CompareOperator, constant: Value): TestCode {
  if (typeof constant !== 'number') return (_run, value) => compared(operator, value, constant);
  switch (operator) {
    case '<':
      return (_run, value) =>
        typeof value === 'number' ? value < constant : compared(operator, value, constant);
    case '<=':
      return (_run, value) =>
        typeof value === 'number' ? value <= constant : compared(operator, value, constant);
    case '>':
      return (_run, value) =>
        typeof value === 'number' ? value > constant : compared(operator, value, constant);
    case '>=':
      return (_run, value) =>
        typeof value === 'number' ? value >= constant : compared(operator, value, constant);
    default:
      return (_run, value) => compared(operator, value, constant);
  }
}

function compared(operator: CompareOperator, value: Value, other: Value): boolean | null {
  if (operator === '=' || operator === '!=') {
    const equal = equals(value, other);
    return equal === null ? null : equal === (operator === '=');
  }
  const order = compareValues(only(value), other);
  return order === null ? null : ordering(operator)(order);
}

/** A list of one element counts as the element. */
function only(value: Value): Value {
  return Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
}

function compileInterval(node: NodeOf<'range'>, scope: Scope, compiler: Compiler): TestCode {
  const { startIncluded, endIncluded } = node;
  const low = constantOf(node.start);
  const high = constantOf(node.end);
  const range = compiler.code(node, scope);
  const slow: TestCode = (run, value) => {
    const limits = range(run);
    return limits instanceof FeelRange ? limits.includes(only(value)) : null;
  };
  if (typeof low !== 'number' || typeof high !== 'number') return slow;
  return (run, value) => {
    if (typeof value !== 'number') return slow(run, value);
    return (startIncluded ? value >= low : value > low) && (endIncluded ? value <= high : value < high);
  };
}

/**
 * Whether the value of a test lets the input pass: a boolean is the answer itself (`verdict`) or what a boolean
 * input must equal; a list must contain the input, a range include it; anything else must equal it.
 */
function accepts(found: Value, input: Value, verdict: boolean): boolean | null {
  if (typeof found === 'boolean') return verdict || typeof input !== 'boolean' ? found : found === input;
  if (Array.isArray(found))
    return (
      found.some((element) => contains(element, input)) ||
      (Array.isArray(input) && equals(found, input) === true)
    );
  if (found instanceof FeelRange) return found.includes(only(input));
  if (found instanceof Decimal || typeof found !== 'object') return equals(found, input) === true;
  return found instanceof FeelFunction ? null : equals(found, input) === true;
}

function contains(element: Value, input: Value): boolean {
  if (element instanceof FeelRange && !(input instanceof FeelRange)) return element.includes(input) === true;
  return equals(element, input) === true;
}

/** `value in (tests)`: true when one holds, null when none does and one can't be decided. */
export function compileIn(node: NodeOf<'in'>, scope: Scope, compiler: Compiler): Code {
  const value = compiler.code(node.value, scope);
  const slot = compiler.slot();
  const tests = node.tests.map((test) => compiler.test(test, scope, slot));
  return (run) => anyHolds(run, tests, value(run));
}

/** True when one test holds, null when none does and one can't be decided. */
export function anyHolds(run: Run, tests: TestCode[], input: Value): boolean | null {
  let undecided = false;
  for (const test of tests) {
    const verdict = test(run, input);
    if (verdict === true) return true;
    if (verdict === null) undecided = true;
  }
  return undecided ? null : false;
}

/** `> 5` as a value is a range; `!= 5` a function. */
export function compileUnaryValue(node: NodeOf<'unary'>, scope: Scope, compiler: Compiler): Code {
  const operand = compiler.code(node.operand, scope);
  const { operator } = node;
  const site = compiler.site(node);
  return (run) => {
    const limit = operand(run);
    if (operator === '!=')
      return new FeelFunction(['value'], (_run, [value]) => compared(operator, value ?? null, limit));
    if (limit === null) return null;
    if (compareValues(limit, limit) === null) return run.doubt('FEEL_NOT_COMPARABLE', site);
    const included = operator === '=' || operator === '<=' || operator === '>=';
    const above = operator === '=' || operator.startsWith('>');
    const below = operator === '=' || operator.startsWith('<');
    return new FeelRange(above ? limit : null, below ? limit : null, above && included, below && included);
  };
}
