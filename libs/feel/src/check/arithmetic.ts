import type { ArithmeticOperator } from '../parse/ast.js';
import { mayBe, sortOf } from './types.js';
import type { FeelType, Sort } from './types.js';

const durations: Sort[] = ['days and time duration', 'years and months duration'];
const points: Sort[] = ['date', 'time', 'date and time'];

/** The type of a computation; null when these can't be computed with. */
export function arithmeticType(operator: ArithmeticOperator, a: FeelType, b: FeelType): FeelType | null {
  const [one, other] = [sortOf(a), sortOf(b)];
  if (one === 'list' || other === 'list' || one === 'context' || other === 'context') return null;
  if (one === 'any' || other === 'any' || one === 'null' || other === 'null') return openType(operator, a, b);
  if (one === 'number' && other === 'number') return 'number';
  if (operator === '+' && one === 'string' && other === 'string') return 'string';
  if (operator === '+' || operator === '-') return sumType(operator, one, other);
  if (operator === '**') return null;
  if (durations.includes(one) && other === 'number') return a;
  if (operator === '*' && one === 'number' && durations.includes(other)) return b;
  return operator === '/' && one === other && durations.includes(one) ? 'number' : null;
}

function openType(operator: ArithmeticOperator, a: FeelType, b: FeelType): FeelType | null {
  if (![a, b].every((side) => mayBe(side, 'number', 'string', ...durations, ...points))) return null;
  if (operator !== '+' && [a, b].some((side) => side === 'string')) return null;
  return 'any';
}

function sumType(operator: '+' | '-', one: Sort, other: Sort): FeelType | null {
  if (durations.includes(other) && (one === other || points.includes(one))) return one as FeelType;
  if (operator === '+' && durations.includes(one) && points.includes(other)) return other as FeelType;
  if (
    operator === '-' &&
    points.includes(one) &&
    points.includes(other) &&
    (one === 'time') === (other === 'time')
  )
    return 'days and time duration';
  return null;
}
