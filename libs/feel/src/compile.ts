import { evaluate, parseExpression, parseUnaryTests, unaryTest } from 'feelin';
import type { EvaluationResult } from 'feelin';
import { functionNamed, functionsFor } from './builtins.js';
import { fromJson, toJson } from './json.js';
import { freeNames } from './names.js';
import { evaluationProblem, syntaxFinding, toProblems } from './problems.js';
import { expressionShortcut, unaryShortcut } from './shortcuts.js';
import type {
  EvaluateOptions,
  Expression,
  FeelContext,
  FeelValue,
  Finding,
  Problem,
  RawEvaluation,
  UnaryTest,
} from './types.js';

/** Camunda's reading of FEEL: names with special characters may stand in backticks. */
const dialect = 'camunda';

/** Reads an expression (without the leading `=`); with a syntax error there is a finding and no expression. */
export function compileExpression(source: string): { expression: Expression | null; findings: Finding[] } {
  const parsed = parse(source, parseExpression);
  if (!parsed.names) return { expression: null, findings: [parsed.finding] };
  const shortcut = expressionShortcut(source);
  const scope = scopeOf(source);
  const evaluateRaw = (context: FeelContext, options: EvaluateOptions): RawEvaluation => {
    const short = shortcut?.(context);
    if (short) return { value: short.value as FeelValue, problems: [] };
    return run(source, () => evaluate(source, scope(context, options), dialect));
  };
  const expression: Expression = {
    source,
    names: parsed.names,
    evaluateRaw,
    evaluate(context, options) {
      const { value, problems } = evaluateRaw(context, options);
      return { value: toJson(value), problems };
    },
  };
  return { expression, findings: [] };
}

/** Reads the cell of a decision table: tests of an input, `-` (or nothing) for any. */
export function compileUnaryTests(source: string): { test: UnaryTest | null; findings: Finding[] } {
  const shortcut = unaryShortcut(source);
  const parsed = parse(source.trim() === '' ? '-' : source, parseUnaryTests);
  if (!parsed.names) return { test: null, findings: [parsed.finding] };
  const scope = scopeOf(source);
  const test: UnaryTest = {
    source,
    names: parsed.names,
    evaluate(input, context, options) {
      const short = shortcut?.(input);
      if (short) return { value: short.value === true, problems: [] };
      const { value, problems } = run(source, () =>
        unaryTest(source, { ...scope(context, options), '?': fromJson(input) }, dialect),
      );
      return { value: (value as unknown) === true, problems };
    },
  };
  return { test, findings: [] };
}

function parse(
  source: string,
  parser: typeof parseExpression,
): { names: string[]; finding?: undefined } | { names?: undefined; finding: Finding } {
  const tree = parser(source, functionContext(source), dialect);
  let error: number | null = null;
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) error ??= from;
    },
  });
  if (error !== null) return { finding: syntaxFinding(source, error) };
  return { names: freeNames(tree.topNode, source) };
}

/** Only what the source mentions goes into feelin, which copies and indexes all it is given. */
function scopeOf(source: string) {
  const words = new Set(source.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
  const functions = functionsFor(source);
  return (context: FeelContext, { now }: EvaluateOptions): Record<string, unknown> => {
    const scope: Record<string, unknown> = {};
    for (const name of functions) scope[name] = functionNamed(name, now);
    for (const key of Object.keys(context))
      if (context[key] !== undefined && isMentioned(key, words)) scope[key] = fromJson(context[key]);
    return scope;
  };
}

function isMentioned(key: string, words: Set<string>): boolean {
  const first = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(key)?.[0];
  return first === undefined || words.has(first);
}

function functionContext(source: string): Record<string, unknown> {
  return Object.fromEntries(functionsFor(source).map((name) => [name, functionNamed(name, '')]));
}

function run(source: string, evaluation: () => EvaluationResult<unknown>): RawEvaluation {
  try {
    const { value, warnings } = evaluation();
    return { value: (value ?? null) as FeelValue, problems: toProblems(warnings, source) };
  } catch (error) {
    const problems: Problem[] = [evaluationProblem(error, source)];
    return { value: null as unknown as FeelValue, problems };
  }
}
