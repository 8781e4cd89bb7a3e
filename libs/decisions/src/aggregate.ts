import type { Json, Problem } from '@zusteuerung/feel';
import { notNumeric } from './problems.js';
import type { Aggregation, Decision } from './types.js';

/** COLLECT with an operator; over nothing COUNT is 0 and the others are null (DMN 1.3, 8.2.8.3). */
export function aggregate(
  decision: Decision,
  aggregation: Aggregation,
  values: Json[],
  problems: Problem[],
): Json {
  if (aggregation === 'COUNT') return values.length;
  if (values.length === 0) return null;
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length < values.length) {
    problems.push(notNumeric(decision, aggregation));
    return null;
  }
  if (aggregation === 'SUM') return exactSum(numbers);
  return aggregation === 'MIN' ? Math.min(...numbers) : Math.max(...numbers);
}

/** Adds decimals without the errors of binary fractions (0,71 + 0,65 = 1,36). */
function exactSum(numbers: number[]): number {
  const digits = Math.max(...numbers.map((n) => (/\.(\d+)$/.exec(String(n))?.[1] ?? '').length));
  const sum = numbers.reduce((total, n) => total + n, 0);
  return digits > 15 ? sum : Number(sum.toFixed(digits));
}
