import type { Node, Tests } from '../parse/ast.js';
import { rangeOf } from '../values/range.js';
import { constantOf } from './constant.js';
import { Scope } from './scope.js';
import type { Compiler, TestCode } from './scope.js';
import { anyHolds } from './tests.js';

/** A compiled cell of a table; a fixed one asks nothing but the input, so it needs no variables. */
export interface Cell {
  code: TestCode;
  fixed: boolean;
}

const fewest = 4;

export function compileCell({ negated, tests }: Tests, compiler: Compiler): Cell {
  if (!tests) return { code: () => true, fixed: true };
  const input = compiler.slot();
  const codes = tests.map((node) => compiler.test(node, Scope.empty, input));
  const fixed = tests.every(isFixed);
  const [only] = codes;
  if (codes.length === 1 && only && !negated) return { code: only, fixed };
  const general: TestCode = (run, value) => (anyHolds(run, codes, value) === true) !== negated;
  const strings = tests.flatMap((node) =>
    node.type === 'literal' && typeof node.value === 'string' ? node.value : [],
  );
  if (strings.length < fewest || strings.length < tests.length) return { code: general, fixed };
  const known = new Set(strings);
  return {
    code: (run, value) => (typeof value === 'string' ? known.has(value) !== negated : general(run, value)),
    fixed,
  };
}

function isFixed(node: Node): boolean {
  if (node.type === 'unary') return (constantOf(node.operand) ?? null) !== null;
  if (node.type !== 'range') return constantOf(node) !== undefined;
  const [low, high] = [constantOf(node.start), constantOf(node.end)];
  return low !== undefined && high !== undefined && rangeOf(low, high, true, true) !== null;
}
