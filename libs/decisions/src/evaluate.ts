import { runSession, toJson } from '@zusteuerung/feel';
import { Env } from './env.js';
import { tooCostly } from './problems.js';
import { Program } from './program.js';
import type { DecideOptions, DecisionEvaluation, DmnModel, Json, Problem, Variables } from './types.js';

/** What an evaluation may cost at most; 100,000 steps take some ten milliseconds. */
const steps = 150_000;

const programs = new WeakMap<DmnModel, { models: DmnModel[]; program: Program }>();

/** Models are compiled once for each list of them. */
function programOf(models: DmnModel[]): Program {
  const [first] = models;
  const known = first && programs.get(first);
  if (known?.models.length === models.length && known.models.every((model, i) => model === models[i]))
    return known.program;
  const program = new Program(models);
  if (first) programs.set(first, { models: [...models], program });
  return program;
}

/**
 * Evaluates a decision of any of the models with all it requires, or calls a decision service or knowledge model.
 * Whatever is wrong is a problem, and null where it is; no matching row is null too, without a problem.
 */
export function evaluateDecision(
  models: DmnModel[],
  decisionId: string,
  input: Variables,
  { now, explain = 'hits' }: DecideOptions,
): DecisionEvaluation {
  let explanation: DecisionEvaluation['explanation'] = [];
  let problems: Problem[] = [];
  const result = runSession(now, steps, (session) => {
    const env = new Env(session, explain);
    explanation = env.explanation;
    try {
      return jsonOf(programOf(models).run(env, decisionId, input));
    } catch (error) {
      const decision = env.deciding ?? decisionId;
      env.located = 0;
      env.locate(decision);
      if (!session.problems) env.problem(tooCostly(decision));
      if (error instanceof RangeError) return null;
      throw error;
    } finally {
      problems = session.problems ?? [];
    }
  });
  return { result, explanation, problems };
}

function jsonOf(value: Parameters<typeof toJson>[0]): Json {
  return value === null || typeof value !== 'object' ? (value as Json) : toJson(value);
}
