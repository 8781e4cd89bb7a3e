import { isQuestion } from '../builtins/index.js';
import type { Node, NodeOf } from '../parse/ast.js';
import type { Run } from '../run.js';
import { isNum } from '../values/number.js';
import { FeelRange } from '../values/range.js';
import type { Value } from '../values/value.js';
import { constantOf } from './constant.js';
import { mentionsItem, weightOf } from './iteration.js';
import type { Code, Compiler, Scope } from './scope.js';

type Keep = (run: Run, element: Value) => boolean;

/** `list[condition]`: by position, or the elements for which the condition holds. */
export function compileFilter(node: NodeOf<'filter'>, scope: Scope, compiler: Compiler): Code {
  const target = compiler.code(node.target, scope);
  const constant = constantOf(node.condition);
  if (isNum(constant ?? null)) return (run) => elementAt(target(run), constant ?? null);
  const keep = compileKeep(node.condition, scope, compiler);
  const cost = 1 + weightOf(node.condition);
  const filter = (run: Run, list: Value[]): Value[] => {
    const kept: Value[] = [];
    for (const element of list) {
      run.tick(cost);
      if (keep(run, element ?? null)) kept.push(element ?? null);
    }
    return kept;
  };
  if (sort(node.condition) === 'test')
    return (run) => {
      const list = target(run);
      return list === null ? null : filter(run, Array.isArray(list) ? list : [list]);
    };
  const position = compiler.code(node.condition, scope);
  const certain = sort(node.condition) === 'position';
  return (run) => {
    const list = target(run);
    if (list === null) return null;
    const at = certain ? position(run) : quietly(run, position);
    if (isNum(at)) return elementAt(list, at);
    return filter(run, Array.isArray(list) ? list : [list]);
  };
}

/** Where only the value tells a position from a condition, it is looked at without the element first. */
function sort(condition: Node): 'test' | 'position' | 'open' {
  switch (condition.type) {
    case 'compare':
    case 'and':
    case 'or':
    case 'in':
    case 'between':
    case 'quantified':
    case 'instance':
    case 'unary':
    case 'range':
    case 'literal':
      return 'test';
    case 'arithmetic':
      return mentionsItem(condition) ? 'test' : 'position';
    case 'call':
    case 'namedCall':
      if (condition.target.type === 'name' && isQuestion(condition.target.name)) return 'test';
  }
  return mentionsItem(condition) ? 'test' : 'open';
}

function quietly(run: Run, code: Code): Value {
  run.quiet++;
  const value = code(run);
  run.quiet--;
  return value;
}

function compileKeep(condition: Node, scope: Scope, compiler: Compiler): Keep {
  const slot = compiler.slot();
  const inner = scope.bind('item', slot).element(slot);
  if (condition.type === 'unary' || condition.type === 'range') {
    const test = compiler.test(condition, inner, slot);
    return (run, element) => {
      run.slots[slot] = element;
      return test(run, element) === true;
    };
  }
  const code = compiler.code(condition, inner);
  return (run, element) => {
    run.slots[slot] = element;
    const value = code(run);
    return value === true || (value instanceof FeelRange && value.includes(element) === true);
  };
}

/** Counted from 1, or backwards from -1; null beyond the ends. */
function elementAt(list: Value, position: Value): Value {
  const at = Number(position);
  if (list === null || !Number.isInteger(at)) return null;
  const elements = Array.isArray(list) ? list : [list];
  return elements[at > 0 ? at - 1 : at === 0 ? -1 : elements.length + at] ?? null;
}
