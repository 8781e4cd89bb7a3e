import type { Decision } from './types.js';

/** The names that a decision which is no table speaks of, for its explanation. */
export function namesIn({ logic, inputData, requires }: Decision): string[] {
  return logic?.kind === 'literal' ? (logic.expression?.names ?? []) : [...inputData, ...requires];
}
