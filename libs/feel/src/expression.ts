import { builtinNamed } from './builtins/index.js';
import { checkExpression, checkTests, knownNames } from './check/check.js';
import { compileCell } from './compile/cell.js';
import { Compilation } from './compile/compile.js';
import { constantOf } from './compile/constant.js';
import { Scope } from './compile/scope.js';
import type { Code, TestCode } from './compile/scope.js';
import { jsonOf } from './json.js';
import type { Node, Tests } from './parse/ast.js';
import { freeNames } from './parse/free-names.js';
import { parseExpression, parseTests } from './parse/parse.js';
import { problemAt, syntaxFinding } from './problems.js';
import { Reading } from './reading.js';
import { BudgetExceeded, Run, defaultBudget } from './run.js';
import type { Budget } from './run.js';
import type {
  CompileOptions,
  EvaluateOptions,
  Expression,
  FeelContext,
  FeelValue,
  Finding,
  Json,
  UnaryTest,
} from './types.js';
import type { Value } from './values/value.js';

interface Ready<C> {
  code: C;
  size: number;
}

/** Reads an expression (without the leading `=`); with a syntax error there is a finding and no expression. */
export function compileExpression(
  source: string,
  options: CompileOptions = {},
): { expression: Expression | null; findings: Finding[] } {
  const known = knownNames(options);
  const { tree, error } = parseExpression(source, known, options.types);
  if (!tree) return { expression: null, findings: [syntaxFinding(source, error)] };
  const budget = budgetOf(options);
  const reading = new Reading(source, known, compileTree(tree, source), (names) => {
    const other = parseExpression(source, names, options.types).tree;
    return other ? compileTree(other, source) : null;
  });
  const constant = constantOf(tree);
  const start = (context: FeelContext, { now }: EvaluateOptions): [Run, Value] => {
    const { code, size } = reading.for(context);
    const run = new Run(context, now, size === 0 ? none : new Array<Value>(size), budget);
    return [run, guarded(run, source, () => code(run))];
  };
  const expression: Expression = {
    source,
    names: freeNames([tree], isBuiltin),
    evaluateRaw(context, evaluation) {
      const [run, value] = start(context, evaluation);
      return { value: value as unknown as FeelValue, problems: run.problems ?? [] };
    },
    within(session, context) {
      if (constant !== undefined) return constant as unknown as FeelValue;
      const { code, size } = reading.for(context);
      return inside(session as Run, context, size, source, code) as unknown as FeelValue;
    },
    evaluate(context, evaluation) {
      const [run, value] = start(context, evaluation);
      const simple = value === null || typeof value !== 'object';
      const json = simple ? value : guarded(run, source, () => jsonOf(value, run.left + smallest));
      return { value: json as Json, problems: run.problems ?? [] };
    },
  };
  return { expression, findings: checkExpression(tree, source, options) };
}

function compileTree(node: Node, source: string): Ready<Code> {
  const compilation = new Compilation(source);
  const code = compilation.code(node, Scope.empty);
  return { code, size: compilation.size };
}

/** Reads the cell of a decision table: tests of an input, `-` (or nothing) for any. */
export function compileUnaryTests(
  source: string,
  options: CompileOptions = {},
): { test: UnaryTest | null; findings: Finding[] } {
  const known = knownNames(options);
  const { tree, error } = parseTests(source, known, options.types);
  if (!tree) return { test: null, findings: [syntaxFinding(source, error)] };
  const budget = budgetOf(options);
  const usual = compileTests(tree, source);
  const reading = new Reading<Ready<TestCode>>(source, known, usual, (names) => {
    const other = parseTests(source, names, options.types).tree;
    return other ? compileTests(other, source) : null;
  });
  const test: UnaryTest = {
    source,
    names: freeNames(tree.tests ?? [], isBuiltin),
    evaluate(input, context, { now }) {
      const { code, size } = reading.for(context);
      const run = new Run(context, now, new Array<Value>(size), budget);
      const value = guarded(run, source, () => code(run, input as Value)) === true;
      return { value, problems: run.problems ?? [] };
    },
    within(session, input, context) {
      if (usual.fixed) return usual.code(session as Run, input as Value) === true;
      const { code, size } = reading.for(context);
      return inside(session as Run, context, size, source, (run) => code(run, input as Value)) === true;
    },
  };
  return { test, findings: checkTests(tree, source, options) };
}

function compileTests(tree: Tests, source: string): Ready<TestCode> & { fixed: boolean } {
  const compilation = new Compilation(source);
  const { code, fixed } = compileCell(tree, compilation);
  return { code, fixed, size: compilation.size };
}

const none: Value[] = [];
/** How many values a result may have in any case. */
const smallest = 1000;

function isBuiltin(name: string): boolean {
  return builtinNamed(name) !== null;
}

function budgetOf({ budget }: CompileOptions): Budget {
  return budget ? { ...defaultBudget, ...budget } : defaultBudget;
}

/** Evaluates as part of an evaluation that has begun elsewhere; what costs too much ends all of it. */
function inside<T>(run: Run, context: FeelContext, size: number, source: string, body: (run: Run) => T): T {
  const { slots, context: outer } = run;
  run.slots = size === 0 ? none : new Array<Value>(size);
  run.context = context;
  try {
    return body(run);
  } catch (error) {
    if (!(error instanceof BudgetExceeded) && !(error instanceof RangeError)) throw error;
    const known = run.problems ?? [];
    if (!known.some(({ code }) => code === 'FEEL_BUDGET'))
      run.problems = [...known, problemAt('FEEL_BUDGET', source, source)];
    throw new BudgetExceeded();
  } finally {
    run.slots = slots;
    run.context = outer;
  }
}

/** The value, or null and a problem when it costs more than it may. */
function guarded(run: Run, source: string, body: () => Value): Value {
  try {
    return body() ?? null;
  } catch (error) {
    if (!(error instanceof BudgetExceeded) && !(error instanceof RangeError)) throw error;
    run.problems = [...(run.problems ?? []), problemAt('FEEL_BUDGET', source, source)];
    return null;
  }
}
