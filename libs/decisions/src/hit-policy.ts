import { compileExpression, kindOfValue, sameValue } from '@zusteuerung/feel';
import type { Expression } from '@zusteuerung/feel';
import { asValue } from './env.js';
import type { Env, Value } from './env.js';
import { noRanking, notNumeric, notSame, notUnique } from './problems.js';
import type { Owner } from './problems.js';
import type { Aggregation, DecisionTable, TableOutput, TableRule } from './types.js';

/** A row that hit, with the value of each output and all of them as one. */
export interface Hit {
  rule: TableRule;
  values: Value[];
  result: Value;
}

type Combine = (env: Env, hits: Hit[], fallback: () => Value | undefined) => Value;

/** What a table answers with the rows that hit, by its hit policy. */
export function combining(owner: Owner, { hitPolicy, aggregation, outputs }: DecisionTable): Combine {
  const rank = hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER' ? ranking(outputs) : null;
  const rules = (hits: Hit[]) => hits.map(({ rule }) => rule);
  const ofHits = (env: Env, hits: Hit[]): Value => {
    const [first] = hits;
    switch (hitPolicy) {
      case 'UNIQUE':
        return hits.length > 1 ? env.problem(notUnique(owner, rules(hits))) : (first?.result ?? null);
      case 'ANY':
        return hits.every(({ result }) => sameValue(result, first?.result ?? null))
          ? (first?.result ?? null)
          : env.problem(notSame(owner, rules(hits)));
      case 'FIRST':
        return first?.result ?? null;
      case 'PRIORITY':
      case 'OUTPUT ORDER': {
        const sorted = rank && rank(env, hits);
        if (!sorted) return env.problem(noRanking(owner, hitPolicy));
        return hitPolicy === 'PRIORITY' ? (sorted[0]?.result ?? null) : all(sorted);
      }
      case 'COLLECT':
        return aggregation ? aggregate(env, owner, aggregation, hits) : all(hits);
      default:
        return all(hits);
    }
  };
  const many = hitPolicy === 'RULE ORDER' || hitPolicy === 'OUTPUT ORDER' || hitPolicy === 'COLLECT';
  const listed = many && !aggregation;
  return (env, hits, fallback) => {
    if (hits.length > 0) return ofHits(env, hits);
    const value = fallback();
    if (value !== undefined) return listed ? asValue([value]) : value;
    if (aggregation === 'COUNT') return 0;
    return listed ? asValue([]) : null;
  };
}

function all(hits: Hit[]): Value {
  return asValue(hits.map(({ result }) => result));
}

/** Orders hits by the output values, the first output before the next; null when no output lists its values. */
function ranking(outputs: TableOutput[]): ((env: Env, hits: Hit[]) => Hit[]) | null {
  if (outputs.every(({ ranking: values }) => !values)) return null;
  return (env, hits) => {
    const orders = outputs.map(({ id, ranking: values }) =>
      values ? (env.value(values, id, {}) as unknown as Value[]) : null,
    );
    const ranks = hits.map((hit) => ({
      hit,
      places: orders.map((order, i) => place(order, hit.values[i] ?? null)),
    }));
    ranks.sort((a, b) => {
      const at = a.places.findIndex((rank, i) => rank !== b.places[i]);
      return at < 0 ? 0 : (a.places[at] ?? 0) - (b.places[at] ?? 0);
    });
    return ranks.map(({ hit }) => hit);
  };
}

function place(order: Value[] | null, value: Value): number {
  if (!order) return 0;
  const at = order.findIndex((each) => sameValue(each, value));
  return at < 0 ? order.length : at;
}

const functions: Record<Exclude<Aggregation, 'COUNT'>, Expression> = {
  SUM: compileExpression('sum(values)').expression!,
  MIN: compileExpression('min(values)').expression!,
  MAX: compileExpression('max(values)').expression!,
};

/** COLLECT with an operator; over nothing COUNT is 0 and the others are null (DMN 1.5, 8.2.8.3). */
function aggregate(env: Env, owner: Owner, aggregation: Aggregation, hits: Hit[]): Value {
  if (aggregation === 'COUNT') return hits.length;
  const values = hits.map(({ result }) => result);
  if (values.some((value) => kindOfValue(value) !== 'number'))
    return env.problem(notNumeric(owner, aggregation));
  return env.value(functions[aggregation], owner.id, { values: asValue(values) });
}
