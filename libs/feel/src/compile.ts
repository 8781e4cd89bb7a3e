import { evaluate, parseExpression, parseUnaryTests, unaryTest } from 'feelin';
import type { EvaluationResult } from 'feelin';
import { functionNamed, functionsFor } from './builtins.js';
import { withPlainFilters } from './filters.js';
import { fromJson, toJson } from './json.js';
import { freeNames, mentionedNames } from './names.js';
import { Prepared, dialect } from './prepared.js';
import type { Lookup } from './prepared.js';
import { evaluationProblem, syntaxFinding, toProblems } from './problems.js';
import { expressionShortcut, unaryShortcut } from './shortcuts.js';
import type {
  EvaluateOptions,
  Expression,
  FeelContext,
  FeelValue,
  Finding,
  Json,
  RawEvaluation,
  UnaryTest,
} from './types.js';
import { prepareTests } from './unary.js';

type Tree = ReturnType<typeof parseExpression>;

/** Reads an expression (without the leading `=`); with a syntax error there is a finding and no expression. */
export function compileExpression(source: string): { expression: Expression | null; findings: Finding[] } {
  const { tree, text, finding } = parse(source, parseExpression);
  if (!tree) return { expression: null, findings: [finding] };
  const shortcut = expressionShortcut(source);
  const prepared = once(() => new Prepared(text, mentionedNames(tree.topNode, text)));
  const functions = functionsFor(text);
  const evaluateRaw = (context: FeelContext, options: EvaluateOptions): RawEvaluation => {
    const short = shortcut?.(context);
    if (short) return { value: short.value as FeelValue, problems: [] };
    return run(text, () => {
      const ready = changesReading(context, text) ? null : prepared();
      if (ready) return ready.run(lookupIn(context, functions, options));
      return evaluate(text, wholeScope(context, functions, options), dialect);
    });
  };
  const expression: Expression = {
    source,
    names: freeNames(tree.topNode, text),
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
  const { tree, text, finding } = parse(source.trim() === '' ? '-' : source, parseUnaryTests);
  if (!tree) return { test: null, findings: [finding] };
  const prepared = once(() => prepareTests(tree.topNode, text, mentionedNames(tree.topNode, text)));
  const functions = functionsFor(text);
  const ask = (input: Json | FeelValue, context: FeelContext, options: EvaluateOptions) =>
    run(text, () => {
      const ready = changesReading(context, text) ? null : prepared();
      if (ready) return ready(fromJson(input), lookupIn(context, functions, options));
      return unaryTest(text, { ...wholeScope(context, functions, options), '?': fromJson(input) }, dialect);
    });
  const test: UnaryTest = {
    source,
    names: freeNames(tree.topNode, text),
    evaluate(input, context, options) {
      const short = shortcut?.(input);
      if (short) return { value: short.value === true, problems: [] };
      const { value, problems } = ask(input, context, options);
      return { value: (value as unknown) === true, problems };
    },
  };
  return { test, findings: [] };
}

type Parsed =
  | { tree: Tree; text: string; finding?: undefined }
  | { tree?: undefined; text?: undefined; finding: Finding };

/** The tree, and the text that it was read from: the source as feelin understands it. */
function parse(source: string, parser: typeof parseExpression): Parsed {
  const functions = functionsFor(source).map((name) => [name, functionNamed(name, '')] as const);
  const tree = parser(source, Object.fromEntries(functions), dialect);
  let error: number | null = null;
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) error ??= from;
    },
  });
  if (error !== null) return { finding: syntaxFinding(source, error) };
  const text = withPlainFilters(tree.topNode, source);
  return { text, tree: text === source ? tree : parser(text, Object.fromEntries(functions), dialect) };
}

/** Made at the first use; null when feelin reads the source by itself only. */
function once<T>(make: () => T): () => T | null {
  let made: T | null | undefined;
  return () => {
    if (made === undefined) {
      try {
        made = make();
      } catch {
        made = null;
      }
    }
    return made;
  };
}

/** For one evaluation: a name that is looked up many times is converted once. */
function lookupIn(context: FeelContext, functions: string[], { now }: EvaluateOptions): Lookup {
  const found = new Map<string, unknown>();
  const find = (name: string): unknown => {
    if (Object.hasOwn(context, name)) return fromJson(context[name]);
    return functions.includes(name) ? functionNamed(name, now) : undefined;
  };
  return (name) => {
    if (!found.has(name)) found.set(name, find(name));
    return found.get(name);
  };
}

/** Such a variable (`a-b`) changes how the source reads, so it must be parsed with the variables at hand. */
function changesReading(context: FeelContext, source: string): boolean {
  if (!/['/+*^-]/.test(source)) return false;
  return Object.keys(context).some((key) => !/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) && source.includes(key));
}

function wholeScope(
  context: FeelContext,
  functions: string[],
  { now }: EvaluateOptions,
): Record<string, unknown> {
  const scope = Object.fromEntries(functions.map((name) => [name, functionNamed(name, now) as unknown]));
  for (const [key, value] of Object.entries(context)) if (value !== undefined) scope[key] = fromJson(value);
  return scope;
}

function run(source: string, evaluation: () => EvaluationResult<unknown>): RawEvaluation {
  try {
    const { value, warnings } = evaluation();
    return { value: (value ?? null) as FeelValue, problems: toProblems(warnings, source) };
  } catch (error) {
    return { value: null as unknown as FeelValue, problems: [evaluationProblem(error, source)] };
  }
}
