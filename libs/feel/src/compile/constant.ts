import type { Node } from '../parse/ast.js';
import { negateValue } from '../values/arithmetic.js';
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
  if (node.type !== 'call' || node.target.type !== 'name' || node.positional.length !== 1) return undefined;
  const make = Object.hasOwn(constructors, node.target.name) ? constructors[node.target.name] : undefined;
  const text = node.positional[0]!;
  if (!make || text.type !== 'literal' || typeof text.value !== 'string') return undefined;
  return make(text.value) ?? undefined;
}
