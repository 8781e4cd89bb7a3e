import { Decimal } from 'decimal.js';
import type { ArithmeticOperator, NodeOf } from '../parse/ast.js';
import type { Run, Site } from '../run.js';
import {
  addValues,
  divideValues,
  multiplyValues,
  negateValue,
  powerOf,
  subtractValues,
} from '../values/arithmetic.js';
import type { Result } from '../values/arithmetic.js';
import type { Value } from '../values/value.js';
import { temporalCost } from './cost.js';
import { constantOf } from './constant.js';
import type { Code, Compiler, Scope } from './scope.js';

type Operation = (a: Value, b: Value) => Result;

const operations: Record<ArithmeticOperator, Operation> = {
  '+': addValues,
  '-': subtractValues,
  '*': multiplyValues,
  '/': divideValues,
  '**': powerOf,
};

/** What computing with 34 digits costs. */
const costs: Record<ArithmeticOperator, number> = { '+': 12, '-': 12, '*': 16, '/': 24, '**': 4000 };

export function compileArithmetic(node: NodeOf<'arithmetic'>, scope: Scope, compiler: Compiler): Code {
  const constant = constantOf(node);
  if (constant !== undefined) return () => constant;
  const left = compiler.code(node.left, scope);
  const right = compiler.code(node.right, scope);
  const site = compiler.site(node);
  const slow = general(operations[node.operator], costs[node.operator], site);
  switch (node.operator) {
    case '+':
      return (run) => {
        const a = left(run);
        const b = right(run);
        return isSmall(a) && isSmall(b) ? a + b : slow(run, a, b);
      };
    case '-':
      return (run) => {
        const a = left(run);
        const b = right(run);
        return isSmall(a) && isSmall(b) ? a - b : slow(run, a, b);
      };
    default:
      return (run) => slow(run, left(run), right(run));
  }
}

function isSmall(value: Value): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

function general(operation: Operation, cost: number, site: Site): (run: Run, a: Value, b: Value) => Value {
  return (run, a, b) => {
    if (a instanceof Decimal || b instanceof Decimal) run.tick(cost);
    const result = operation(a, b);
    if (typeof result === 'number') return result;
    if (typeof result === 'string') return run.text(result);
    if (result === undefined) return run.doubt('FEEL_TYPE', site);
    if (result === null) return run.doubt('FEEL_ARITHMETIC', site);
    run.tick(cost + temporalCost(result));
    return result;
  };
}

export function compileNegation(node: NodeOf<'negate'>, scope: Scope, compiler: Compiler): Code {
  const constant = constantOf(node);
  if (constant !== undefined) return () => constant;
  const operand = compiler.code(node.operand, scope);
  const site = compiler.site(node);
  return (run) => negateValue(operand(run)) ?? run.doubt('FEEL_TYPE', site);
}
