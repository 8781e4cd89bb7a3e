import { evaluateDecision } from '../evaluate.js';
import type { DecisionEvaluation, DmnModel, Json, Problem, Variables } from '../types.js';

/** How one version decides an input. */
export interface Outcome {
  result: Json;
  problems: Problem[];
  /** the rows that hit, of all tables on the way */
  rules: { decisionId: string; ruleId: string; ruleNumber: number }[];
}

export interface Difference {
  /** which of the inputs, counted from 0 */
  index: number;
  input: Variables;
  before: Outcome;
  after: Outcome;
}

export interface Comparison {
  compared: number;
  /** inputs that come to another result or problem */
  differences: Difference[];
  /** how many come to the same result by other rows */
  otherRules: number;
}

/** Which inputs two versions of a decision decide differently, and by which rows. */
export function compareDecisions(
  before: DmnModel[],
  after: DmnModel[],
  decision: string,
  inputs: Variables[],
  options: { now: string },
): Comparison {
  const differences: Difference[] = [];
  let otherRules = 0;
  for (const [index, input] of inputs.entries()) {
    const [old, fresh] = [before, after].map((models) =>
      outcomeOf(evaluateDecision(models, decision, input, options)),
    ) as [Outcome, Outcome];
    if (verdict(old) !== verdict(fresh)) differences.push({ index, input, before: old, after: fresh });
    else if (JSON.stringify(old.rules) !== JSON.stringify(fresh.rules)) otherRules++;
  }
  return { compared: inputs.length, differences, otherRules };
}

function outcomeOf({ result, problems, explanation }: DecisionEvaluation): Outcome {
  const rules = explanation.flatMap(({ decisionId, hits }) =>
    hits.map(({ ruleId, ruleNumber }) => ({ decisionId, ruleId, ruleNumber })),
  );
  return { result, problems, rules };
}

function verdict({ result, problems }: Outcome): string {
  return JSON.stringify([sorted(result), problems.map(({ code, elementId }) => [code, elementId])]);
}

/** The order of entries is no difference. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sorted(entry)]));
}
