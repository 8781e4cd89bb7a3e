import { toJson } from '@zusteuerung/feel';
import type {
  EvaluateOptions,
  Expression,
  FeelContext,
  FeelValue,
  Json,
  Problem,
  Variables,
} from '@zusteuerung/feel';
import { aggregate } from './aggregate.js';
import type { Outcome } from './evaluate.js';
import { notAllowed, notUnique, unreadable } from './problems.js';
import type { Decision, DecisionExplanation, DecisionTable, TableInput, TableRule } from './types.js';

type Value = FeelValue | Json;
type Evaluate = (expression: Expression | null) => Value;

/** Evaluates a table: inputs, rows that hit, outputs, and the result by hit policy (DMN 1.3, 8.2.8). */
export function evaluateTable(
  decision: Decision,
  table: DecisionTable,
  context: FeelContext,
  options: EvaluateOptions,
): Outcome {
  const doubts: Problem[] = [];
  const evaluate: Evaluate = (expression) => {
    const { value, problems } = expression!.evaluateRaw(context, options);
    doubts.push(...problems);
    return value;
  };
  const broken = firstUnreadable(table);
  if (broken !== null)
    return { value: null, explanation: null, problems: [unreadable(decision, broken)], doubts };
  const values = table.inputs.map(({ expression }) => evaluate(expression));
  const inputs = table.inputs.map((input, i) => explainInput(input, values[i] ?? null));
  const base = { decisionId: decision.id, decisionName: decision.name, hitPolicy: policyOf(table), inputs };
  const problems = table.inputs.flatMap((input, i) =>
    isAllowed(input, values[i] ?? null, context, options)
      ? []
      : [notAllowed(decision, input, toJson(values[i] ?? null))],
  );
  if (problems.length > 0)
    return { value: null, explanation: { ...base, hits: [], result: null }, problems, doubts };
  const matching = matchingRules(table, values, context, options, doubts);
  if (table.hitPolicy === 'UNIQUE' && matching.length > 1) problems.push(notUnique(decision, matching));
  const hits = matching.map((rule) => ({ rule, outputs: outputsOf(table, rule, evaluate) }));
  const combined = problems.length > 0 ? null : combine(decision, table, hits, evaluate, problems);
  const explanation: DecisionExplanation = {
    ...base,
    hits: hits.map(({ rule, outputs }) => explainHit(rule, outputs)),
    result: toJson(combined),
  };
  return { value: combined, explanation, problems, doubts };
}

function policyOf({ hitPolicy, aggregation }: DecisionTable): string {
  return aggregation ? `${hitPolicy} ${aggregation}` : hitPolicy;
}

function explainInput(input: TableInput, value: Value): DecisionExplanation['inputs'][number] {
  return { label: input.label, expression: input.source, value: toJson(value) };
}

function explainHit(rule: TableRule, outputs: Record<string, Value>): DecisionExplanation['hits'][number] {
  return {
    ruleId: rule.id,
    ruleNumber: rule.number,
    annotations: rule.annotations,
    outputs: toJson(outputs as Record<string, Json>) as Variables,
  };
}

/** The id of the first cell or column that can't be read; the table is then not evaluated at all. */
function firstUnreadable({ inputs, rules }: DecisionTable): string | null {
  const column = inputs.find(({ expression }) => !expression);
  if (column) return column.id;
  for (const rule of rules) {
    const test = rule.inputs.find((cell) => !cell.test && cell.source !== '' && cell.source !== '-');
    const output = rule.outputs.find((cell) => !cell.expression && cell.source !== '' && cell.source !== '-');
    const broken = test ?? output;
    if (broken) return broken.id;
  }
  return null;
}

/** Nothing (null) counts as unknown and is always allowed; of a list each entry must be. */
function isAllowed(
  { allowedValues }: TableInput,
  value: Value,
  context: FeelContext,
  options: EvaluateOptions,
): boolean {
  if (!allowedValues || value === null) return true;
  const values = Array.isArray(value) ? (value as Json[]) : [value];
  return values.every((entry) => allowedValues.evaluate(entry, context, options).value);
}

function matchingRules(
  table: DecisionTable,
  values: Value[],
  context: FeelContext,
  options: EvaluateOptions,
  doubts: Problem[],
): TableRule[] {
  const matching: TableRule[] = [];
  for (const rule of table.rules) {
    const hits = rule.inputs.every(({ test }, i) => {
      if (!test) return true;
      const { value, problems } = test.evaluate(values[i] ?? null, context, options);
      doubts.push(...problems);
      return value;
    });
    if (hits) matching.push(rule);
    if (hits && table.hitPolicy === 'FIRST') break;
  }
  return matching;
}

function outputsOf(table: DecisionTable, rule: TableRule, evaluate: Evaluate): Record<string, Value> {
  return Object.fromEntries(
    table.outputs.map((output, i) => {
      const expression = rule.outputs[i]?.expression ?? null;
      return [keyOf(output, i), expression ? evaluate(expression) : null];
    }),
  );
}

function keyOf({ name, label }: DecisionTable['outputs'][number], index: number): string {
  return name || label || `ergebnis${index === 0 ? '' : index + 1}`;
}

/** One output: its value; several: all by name. */
function valueOf(outputs: Record<string, Value>): Value {
  const values = Object.values(outputs);
  return values.length === 1 ? (values[0] ?? null) : (outputs as Record<string, Json>);
}

function combine(
  decision: Decision,
  table: DecisionTable,
  hits: { outputs: Record<string, Value> }[],
  evaluate: Evaluate,
  problems: Problem[],
): Value {
  const values = hits.map(({ outputs }) => valueOf(outputs));
  if (values.length === 0 && table.outputs.some(({ fallback }) => fallback))
    return fallbackOf(table, evaluate);
  if (table.hitPolicy !== 'COLLECT') return values[0] ?? null;
  if (!table.aggregation) return values as Json[];
  return aggregate(decision, table.aggregation, values.map(toJson), problems);
}

function fallbackOf(table: DecisionTable, evaluate: Evaluate): Value {
  const value = valueOf(
    Object.fromEntries(
      table.outputs.map((output, i) => [
        keyOf(output, i),
        output.fallback ? evaluate(output.fallback) : null,
      ]),
    ),
  );
  return table.hitPolicy === 'COLLECT' && !table.aggregation ? ([value] as Json[]) : value;
}
