import { toJson } from '@zusteuerung/feel';
import type { Expression, FeelContext, UnaryTest } from '@zusteuerung/feel';
import type { Place } from './compile-logic.js';
import { asValue, setName } from './env.js';
import type { Code, Env, Value } from './env.js';
import { explainTable } from './explain.js';
import { combining } from './hit-policy.js';
import type { Hit } from './hit-policy.js';
import { typed } from './item-types.js';
import type { ItemType } from './item-types.js';
import { matching } from './match-rows.js';
import type { Missed } from './match-rows.js';
import { noInput, notAllowed, outputNotAllowed, unreadable } from './problems.js';
import type { Owner } from './problems.js';
import type { DecisionTable, TableInput, TableOutput, TableRule } from './types.js';

interface Column {
  input: TableInput;
  expression: Expression;
  type: ItemType | null;
  /** name of an input that nobody declares */
  undeclared: string | null;
}

interface Output {
  output: TableOutput;
  key: string;
  type: ItemType | null;
}

/** Compiles a table: inputs, rows that hit, outputs, and the result by hit policy (DMN 1.5, 8.2.8). */
export function compileTable(table: DecisionTable, { owner, types, undeclared = false }: Place): Code {
  const broken = firstUnreadable(table);
  if (broken !== null) return (env) => env.problem(unreadable(owner, broken));
  const columns = table.inputs.map((input): Column => ({
    input,
    expression: input.expression!,
    type: types.named(input.type),
    undeclared: undeclared && input.expression?.names[0] === input.source ? input.source : null,
  }));
  const outputs = table.outputs.map((output, i): Output => ({
    output,
    key: keyOf(output, i),
    type: types.named(output.type),
  }));
  const match = matching(table.rules, table.hitPolicy === 'FIRST');
  const combine = combining(owner, table);
  const outputsOf = (rule: TableRule, env: Env, context: FeelContext) =>
    outputs.map((output, i): Value => {
      const { id, expression } = rule.outputs[i] ?? { id: rule.id, expression: null };
      if (!expression) return null;
      return outputValue(env, owner, output, id, env.value(expression, id, context), context);
    });
  const resultOf = (values: Value[]): Value => {
    if (values.length === 1) return values[0] ?? null;
    const result: FeelContext = {};
    for (const [i, { key }] of outputs.entries()) setName(result, key, values[i] ?? null);
    return asValue(result);
  };
  const fallback = fallbackOf(outputs, resultOf);
  return (env, context) => {
    const values = columnValues(env, owner, columns, context);
    const missed: Missed[] | null = env.detail === 'full' ? [] : null;
    const matched = values.refused ? [] : match(env, values.values, context, missed);
    const hits = matched.map((at): Hit => {
      const rule = table.rules[at]!;
      const given = outputsOf(rule, env, context);
      return { rule, values: given, result: resultOf(given) };
    });
    const result = values.refused ? null : combine(env, hits, () => fallback(env, context));
    if (env.detail !== 'none')
      explainTable(env, owner, table, { values: values.values, hits, missed, result, keys: outputs });
    return result;
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

/** A declared value keeps a type that its column does not expect: there is a problem, and the cells say what hits. */
function columnValues(
  env: Env,
  owner: Owner,
  columns: Column[],
  context: FeelContext,
): { values: Value[]; refused: boolean } {
  const values: Value[] = [];
  let refused = false;
  for (const { input, expression, type, undeclared } of columns) {
    if (undeclared !== null && !(undeclared in context)) {
      values.push(env.problem(noInput(owner, input.id, undeclared)));
      continue;
    }
    const found = env.value(expression, input.id, context);
    const converted = type ? typed(env, type, found, input.id, true) : found;
    const value = converted === null && undeclared === null ? found : converted;
    if (!isAllowed(input, value, env, context)) {
      env.problem(notAllowed(owner, input, toJson(value)));
      refused = true;
    }
    values.push(value);
  }
  return { values, refused };
}

/** Nothing (null) counts as unknown and is always allowed; of a list each entry must be. */
function isAllowed(
  { allowedValues }: { allowedValues: UnaryTest | null },
  value: Value,
  env: Env,
  context: FeelContext,
): boolean {
  if (!allowedValues || value === null) return true;
  const values = Array.isArray(value) ? (value as Value[]) : [value];
  return values.every((entry) => allowedValues.within(env.session, entry, context));
}

function keyOf({ name, label }: TableOutput, index: number): string {
  return name || label || `ergebnis${index === 0 ? '' : index + 1}`;
}

function outputValue(
  env: Env,
  owner: Owner,
  { output, type }: Output,
  cellId: string,
  found: Value,
  context: FeelContext,
): Value {
  const value = typed(env, type, found, cellId);
  if (isAllowed(output, value, env, context)) return value;
  return env.problem(outputNotAllowed(owner, output, cellId, toJson(value)));
}

/** The result when no row hits; undefined when the table names none. */
function fallbackOf(
  outputs: Output[],
  resultOf: (values: Value[]) => Value,
): (env: Env, context: FeelContext) => Value | undefined {
  if (!outputs.some(({ output }) => output.fallback)) return () => undefined;
  return (env, context) =>
    resultOf(
      outputs.map(({ output, type }) =>
        output.fallback ? typed(env, type, env.value(output.fallback, output.id, context), output.id) : null,
      ),
    );
}
