import { toJson } from '@zusteuerung/feel';
import type { FeelContext, Json } from '@zusteuerung/feel';
import type { Env, Value } from './env.js';
import type { Hit } from './hit-policy.js';
import type { Owner } from './problems.js';
import { sentence } from './sentence.js';
import type { DecisionExplanation, DecisionTable, ExcludedRule, Variables } from './types.js';

interface Evaluated {
  values: Value[];
  hits: Hit[];
  result: Value;
  keys: { key: string }[];
  context: FeelContext;
}

/** Notes why a table came out as it did. */
export function explainTable(env: Env, owner: Owner, table: DecisionTable, evaluated: Evaluated): void {
  const { values, hits, result, keys } = evaluated;
  const full = env.detail === 'full';
  const inputs = table.inputs.map(({ label, source }, i) => ({
    label,
    expression: source,
    value: jsonOf(values[i] ?? null),
  }));
  const explanation: DecisionExplanation = {
    decisionId: owner.id,
    decisionName: owner.name,
    hitPolicy: table.aggregation ? `${table.hitPolicy} ${table.aggregation}` : table.hitPolicy,
    inputs,
    hits: hits.map((hit) => {
      const outputs: Variables = {};
      for (const [i, { key }] of keys.entries()) outputs[key] = jsonOf(hit.values[i] ?? null);
      return {
        ruleId: hit.rule.id,
        ruleNumber: hit.rule.number,
        annotations: hit.rule.annotations,
        outputs,
        ...(full ? { text: sentence(hit.rule, inputs, outputs) } : {}),
      };
    }),
    ...(full ? { excluded: excludedOf(env, table, evaluated) } : {}),
    ...(full && owner.version !== null ? { version: owner.version } : {}),
    result: jsonOf(result),
  };
  env.explanation.push(explanation);
}

/** Notes the value of a decision that is no table, with the values that it used. */
export function explainOther(
  env: Env,
  owner: Owner,
  names: string[],
  context: FeelContext,
  value: Value,
): void {
  env.explanation.push({
    decisionId: owner.id,
    decisionName: owner.name,
    hitPolicy: 'LITERAL',
    inputs: names.map((name) => ({ label: name, expression: name, value: jsonOf(context[name] ?? null) })),
    hits: [],
    ...(env.detail === 'full' && owner.version !== null ? { version: owner.version } : {}),
    result: jsonOf(value),
  });
}

function jsonOf(value: Value): Json {
  return value === null || typeof value !== 'object' ? (value as Json) : toJson(value);
}

/** The first cell of each other row that the input did not pass; rows behind the first hit were not asked. */
function excludedOf(env: Env, table: DecisionTable, { values, hits, context }: Evaluated): ExcludedRule[] {
  const hit = new Set(hits.map(({ rule }) => rule));
  const { session } = env;
  const before = session.problems;
  const excluded: ExcludedRule[] = [];
  for (const rule of table.rules) {
    if (hit.has(rule)) {
      if (table.hitPolicy === 'FIRST') break;
      continue;
    }
    const index = rule.inputs.findIndex(
      ({ test }, i) => test && !test.within(session, values[i] ?? null, context),
    );
    const cell = rule.inputs[index];
    if (!cell) continue;
    excluded.push({
      ruleId: rule.id,
      ruleNumber: rule.number,
      cellId: cell.id,
      label: table.inputs[index]?.label ?? '',
      test: cell.source,
      value: jsonOf(values[index] ?? null),
    });
  }
  session.problems = before;
  return excluded;
}
