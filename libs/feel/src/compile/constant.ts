import type { Node, NodeOf } from '../parse/ast.js';
import {
  addValues,
  divideValues,
  multiplyValues,
  negateValue,
  subtractValues,
} from '../values/arithmetic.js';
import type { Result } from '../values/arithmetic.js';
import { isNum } from '../values/number.js';
import { readDate, readDateTime, readDuration, readTime } from '../values/read-temporal.js';
import type { Value } from '../values/value.js';

const constructors: Record<string, (text: string) => Value> = {
  date: readDate,
  time: readTime,
  'date and time': readDateTime,
  duration: readDuration,
};

/** The value that a node always has, when that is known before it runs; undefined when it is not. */
export function constantOf(node: Node): Value | undefined {
  if (node.type === 'literal') return node.value;
  if (node.type === 'temporal') return node.value ?? undefined;
  if (node.type === 'negate') {
    const operand = constantOf(node.operand);
    return operand === undefined ? undefined : negateValue(operand);
  }
  if (node.type === 'arithmetic') return computed(node);
  if (node.type !== 'call' || node.target.type !== 'name' || node.positional.length !== 1) return undefined;
  const make = Object.hasOwn(constructors, node.target.name) ? constructors[node.target.name] : undefined;
  const text = node.positional[0]!;
  if (!make || text.type !== 'literal' || typeof text.value !== 'string') return undefined;
  return make(text.value) ?? undefined;
}

const operations: Record<string, (a: Value, b: Value) => Result> = {
  '+': addValues,
  '-': subtractValues,
  '*': multiplyValues,
  '/': divideValues,
};

/** Of numbers only; what has no result is computed when it runs, so that there is a doubt each time. */
function computed({ operator, left, right }: NodeOf<'arithmetic'>): Value | undefined {
  const operation = operations[operator];
  const [a, b] = [constantOf(left), constantOf(right)];
  if (!operation || a === undefined || b === undefined || !isNum(a) || !isNum(b)) return undefined;
  return operation(a, b) ?? undefined;
}
