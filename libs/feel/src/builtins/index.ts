import { FeelFunction } from '../values/function.js';
import { contexts } from './contexts.js';
import { conversion } from './conversion.js';
import type { Builtin } from './define.js';
import { lists } from './lists.js';
import { numeric } from './numbers.js';
import { ranges } from './ranges.js';
import { strings } from './strings.js';
import { temporal } from './temporal.js';
import { workdays } from './workdays.js';

const all = [conversion, strings, numeric, lists, contexts, ranges, temporal, workdays].flat();
const byName = new Map(all.map((builtin) => [builtin.name, builtin]));
const values = new Map<string, FeelFunction>();

/** The functions of the standard, what Camunda 8 adds to them for models drawn for it, and workdays. */
export function builtinNamed(name: string): Builtin | null {
  return byName.get(name) ?? null;
}

/** The function as a value that can be handed on; null when there is none of the name. */
export function builtinValue(name: string): FeelFunction | null {
  const builtin = byName.get(name);
  if (!builtin) return null;
  const known = values.get(name) ?? new FeelFunction(builtin.parameters, builtin.call);
  values.set(name, known);
  return known;
}

export function builtinNames(): string[] {
  return [...byName.keys()];
}

const questions = new Set([
  ...[
    'not',
    'all',
    'any',
    'contains',
    'starts with',
    'ends with',
    'matches',
    'list contains',
    'is',
    'is defined',
  ],
  ...['is blank', 'is empty', 'even', 'odd', 'ist arbeitstag'],
  ...ranges.map(({ name }) => name),
]);

/** Whether a function answers yes or no. */
export function isQuestion(name: string): boolean {
  return questions.has(name);
}
