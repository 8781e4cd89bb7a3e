import { toJson } from '@zusteuerung/feel';
import type { FeelContext, Json } from '@zusteuerung/feel';
import type { Env, Value } from './env.js';
import type { Hit } from './hit-policy.js';
import type { Missed } from './match-rows.js';
import type { Owner } from './problems.js';
import { sentence } from './sentence.js';
import type { DecisionExplanation, DecisionTable, ExcludedRule, Variables } from './types.js';

interface Evaluated {
  values: Value[];
  hits: Hit[];
  result: Value;
  keys: { key: string }[];
  /** rows that did not hit, of those that were asked; in a full explanation */
  missed: Missed[] | null;
}

/** How many rows that hit are told as sentences; nobody reads more. */
const mostTold = 200;

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
    hits: hits.map((hit, at) => {
      const outputs: Variables = {};
      for (const [i, { key }] of keys.entries()) outputs[key] = jsonOf(hit.values[i] ?? null);
      return {
        ruleId: hit.rule.id,
        ruleNumber: hit.rule.number,
        annotations: hit.rule.annotations,
        outputs,
        ...(full && at < mostTold ? { text: sentence(hit.rule, inputs, outputs) } : {}),
      };
    }),
    ...(full ? { excluded: excludedOf(table, evaluated) } : {}),
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

function excludedOf(table: DecisionTable, { values, missed }: Evaluated): ExcludedRule[] {
  const told = values.map((value) => jsonOf(value));
  return (missed ?? []).map(({ rule: { id, number, inputs }, column }) => ({
    ruleId: id,
    ruleNumber: number,
    cellId: inputs[column]?.id ?? id,
    label: table.inputs[column]?.label ?? '',
    test: inputs[column]?.source ?? '',
    value: told[column] ?? null,
  }));
}
