import { toJson } from '@zusteuerung/feel';
import type { EvaluateOptions, FeelContext, FeelValue, Json, Problem, Variables } from '@zusteuerung/feel';
import { evaluateTable } from './evaluate-table.js';
import { cyclic, missingDecision, unreadable } from './problems.js';
import type { Decision, DecisionEvaluation, DecisionExplanation, DmnModel, LiteralLogic } from './types.js';

/** What evaluating one decision yields, before it crosses the border as JSON. */
export interface Outcome {
  value: FeelValue | Json;
  explanation: DecisionExplanation | null;
  problems: Problem[];
  doubts: Problem[];
}

/**
 * Evaluates a decision of any of the models with all it requires. A problem anywhere means `result` null;
 * no matching row is null too, without a problem.
 */
export function evaluateDecision(
  models: DmnModel[],
  decisionId: string,
  input: Variables,
  options: EvaluateOptions,
): DecisionEvaluation {
  const run = new Run(models, input, options);
  const value = run.value(decisionId, []);
  const failed = run.problems.length > 0;
  return {
    result: failed ? null : toJson(value),
    explanation: run.explanation,
    problems: run.problems,
    doubts: run.doubts,
  };
}

class Run {
  readonly explanation: DecisionExplanation[] = [];
  readonly problems: Problem[] = [];
  readonly doubts: Problem[] = [];
  private readonly known = new Map<string, Decision>();
  private readonly results = new Map<string, FeelValue | Json>();

  constructor(
    models: DmnModel[],
    private readonly input: Variables,
    private readonly options: EvaluateOptions,
  ) {
    for (const { decisions } of models)
      for (const decision of decisions)
        if (!this.known.has(decision.id)) this.known.set(decision.id, decision);
  }

  /** The result of a decision, each evaluated once; `path` holds the ids that asked for it. */
  value(id: string, path: string[]): FeelValue | Json {
    const done = this.results.get(id);
    if (done !== undefined) return done;
    const decision = this.known.get(id);
    if (!decision) return this.fail(missingDecision(id, path.at(-1)));
    if (path.includes(id)) return this.fail(cyclic([...path, id]));
    const context = this.context(decision, [...path, id]);
    if (this.problems.length > 0) return null;
    const outcome = evaluateLogic(decision, context, this.options);
    if (outcome.explanation) this.explanation.push(outcome.explanation);
    this.problems.push(...outcome.problems);
    this.doubts.push(...outcome.doubts);
    this.results.set(id, outcome.value);
    return outcome.value;
  }

  /** The variables, and the required results under variable name, id and name of their decision. */
  private context(decision: Decision, path: string[]): FeelContext {
    const context: FeelContext = { ...this.input };
    for (const id of decision.requires) {
      const value = this.value(id, path);
      const required = this.known.get(id);
      for (const name of required ? [required.name, id, required.variable] : []) context[name] = value;
    }
    return context;
  }

  private fail(problem: Problem): null {
    this.problems.push(problem);
    return null;
  }
}

function evaluateLogic(decision: Decision, context: FeelContext, options: EvaluateOptions): Outcome {
  if (!decision.logic)
    return { value: null, explanation: null, problems: [unreadable(decision, decision.id)], doubts: [] };
  if (decision.logic.kind === 'table') return evaluateTable(decision, decision.logic, context, options);
  return evaluateLiteral(decision, decision.logic, context, options);
}

function evaluateLiteral(
  decision: Decision,
  { id, expression }: LiteralLogic,
  context: FeelContext,
  options: EvaluateOptions,
): Outcome {
  if (!expression)
    return { value: null, explanation: null, problems: [unreadable(decision, id)], doubts: [] };
  const { value, problems } = expression.evaluateRaw(context, options);
  const explanation: DecisionExplanation = {
    decisionId: decision.id,
    decisionName: decision.name,
    hitPolicy: 'LITERAL',
    inputs: expression.names.map((name) => ({
      label: name,
      expression: name,
      value: toJson(context[name] ?? null),
    })),
    hits: [],
    result: toJson(value),
  };
  return { value, explanation, problems: [], doubts: problems };
}
