import type { CompareOperator, NodeOf } from '../parse/ast.js';
import type { Run, Site } from '../run.js';
import { compareValues, equals } from '../values/compare.js';
import { Special } from '../values/value.js';
import type { Value } from '../values/value.js';
import { constantOf } from './constant.js';
import { countParts, countTexts, temporalCost } from './cost.js';
import type { Code, Compiler, Scope } from './scope.js';
import { isInstance } from './types.js';

type Verdict = boolean | null;

/** `and` and `or` of three values; what is decided by the left side needs no right side. */
export function compileJunction(node: NodeOf<'and' | 'or'>, scope: Scope, compiler: Compiler): Code {
  const left = compiler.code(node.left, scope);
  const right = compiler.code(node.right, scope);
  const decisive = node.type === 'or';
  const leftSite = compiler.site(node.left);
  const rightSite = compiler.site(node.right);
  return (run) => {
    const a = left(run);
    if (a === decisive) return decisive;
    const b = right(run);
    if (b === decisive) return decisive;
    if (a === !decisive && b === !decisive) return !decisive;
    return truth(run, a, leftSite) === null || truth(run, b, rightSite) === null ? null : !decisive;
  };
}

/** A boolean, or null with a doubt when it is something else. */
export function truth(run: Run, value: Value, site: Site): Verdict {
  if (typeof value === 'boolean' || value === null) return value;
  return run.doubt('FEEL_TYPE', site);
}

export function compileIf(node: NodeOf<'if'>, scope: Scope, compiler: Compiler): Code {
  const condition = compiler.code(node.condition, scope);
  const yes = compiler.code(node.yes, scope);
  const no = compiler.code(node.no, scope);
  const site = compiler.site(node.condition);
  return (run) => {
    const value = condition(run);
    if (value === true) return yes(run);
    if (value !== false) truth(run, value, site);
    return no(run);
  };
}

export function compileCompare(node: NodeOf<'compare'>, scope: Scope, compiler: Compiler): Code {
  const left = compiler.code(node.left, scope);
  const site = compiler.site(node);
  const constant = constantOf(node.right);
  const slow = comparison(node.operator, site);
  if (typeof constant === 'number') {
    const fast = comparisonWith(node.operator, constant);
    return (run) => {
      const value = left(run);
      return typeof value === 'number' ? fast(value) : slow(run, value, constant);
    };
  }
  if (typeof constant === 'string') {
    const fast = comparisonWith(node.operator, constant);
    return (run) => {
      const value = left(run);
      return typeof value === 'string' ? fast(value) : slow(run, value, constant);
    };
  }
  const right = compiler.code(node.right, scope);
  return (run) => slow(run, left(run), right(run));
}

/** For values of the same simple type as the constant. */
function comparisonWith<T extends number | string>(
  operator: CompareOperator,
  constant: T,
): (value: T) => boolean {
  switch (operator) {
    case '=':
      return (value) => value === constant;
    case '!=':
      return (value) => value !== constant;
    case '<':
      return (value) => value < constant;
    case '<=':
      return (value) => value <= constant;
    case '>':
      return (value) => value > constant;
    case '>=':
      return (value) => value >= constant;
  }
}

/** The verdict of a comparison; null with a doubt when the kinds don't fit. */
export function comparison(operator: CompareOperator, site: Site): (run: Run, a: Value, b: Value) => Verdict {
  if (operator === '=' || operator === '!=') {
    const positive = operator === '=';
    return (run, a, b) => {
      if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) countParts(run, a);
      else if (typeof a === 'string' && typeof b === 'string') countTexts(run, a, b);
      const equal = equals(a, b);
      return equal === null ? run.doubt('FEEL_NOT_COMPARABLE', site) : equal === positive;
    };
  }
  const holds = ordering(operator);
  return (run, a, b) => {
    if (a instanceof Special) run.tick(temporalCost(a));
    else if (typeof a === 'string' && typeof b === 'string') countTexts(run, a, b);
    const order = compareValues(a, b);
    if (order !== null) return holds(order);
    return a === null || b === null ? null : run.doubt('FEEL_NOT_COMPARABLE', site);
  };
}

export function ordering(operator: CompareOperator): (order: number) => boolean {
  switch (operator) {
    case '<':
      return (order) => order < 0;
    case '<=':
      return (order) => order <= 0;
    case '>':
      return (order) => order > 0;
    case '>=':
      return (order) => order >= 0;
    case '=':
      return (order) => order === 0;
    case '!=':
      return (order) => order !== 0;
  }
}

export function compileBetween(node: NodeOf<'between'>, scope: Scope, compiler: Compiler): Code {
  const value = compiler.code(node.value, scope);
  const low = compiler.code(node.low, scope);
  const high = compiler.code(node.high, scope);
  const atLeast = comparison('>=', compiler.site(node));
  const atMost = comparison('<=', compiler.site(node));
  return (run) => {
    const v = value(run);
    const above = atLeast(run, v, low(run));
    const below = atMost(run, v, high(run));
    if (above === false || below === false) return above === null || below === null ? null : false;
    return above === null || below === null ? null : true;
  };
}

export function compileInstance(node: NodeOf<'instance'>, scope: Scope, compiler: Compiler): Code {
  const value = compiler.tolerant(() => compiler.code(node.value, scope));
  return (run) => isInstance(run, value(run), node.of);
}
