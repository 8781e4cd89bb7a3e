import type { Json } from '../types.js';
import type { Outcome } from './compare.js';

/** Before and after in words, with the rows that hit; of two contexts only the entries that differ. */
export function differenceText(before: Outcome, after: Outcome): { de: string; en: string } {
  const keys = differentKeys(before.result, after.result);
  const of = (outcome: Outcome, row: string, none: string) => {
    const codes = [...new Set(outcome.problems.map(({ code }) => code))].map((code) => ` [${code}]`).join('');
    const numbers = outcome.rules.map(({ ruleId, ruleNumber, decisionId }) =>
      sameTable(before, after) ? String(ruleNumber) : rowName(ruleId, decisionId, ruleNumber),
    );
    return `${valueText(outcome.result, keys, none)}${codes}${numbers.length > 0 ? ` (${row} ${numbers.join(', ')})` : ''}`;
  };
  return {
    de: `bisher ${of(before, 'Zeile', 'nichts')}, jetzt ${of(after, 'Zeile', 'nichts')}`,
    en: `before ${of(before, 'rule', 'nothing')}, now ${of(after, 'rule', 'nothing')}`,
  };
}

function sameTable(before: Outcome, after: Outcome): boolean {
  return new Set([...before.rules, ...after.rules].map(({ decisionId }) => decisionId)).size <= 1;
}

const rowName = (ruleId: string, decisionId: string, ruleNumber: number) =>
  ruleId.startsWith(decisionId) ? ruleId : `${decisionId} ${ruleNumber}`;

function differentKeys(a: Json, b: Json): string[] | null {
  if (!isContext(a) || !isContext(b)) return null;
  const all = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return all.filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]));
}

function valueText(value: Json, keys: string[] | null, none: string): string {
  if (value === null) return none;
  if (keys === null || keys.length === 0 || !isContext(value)) return JSON.stringify(value);
  return keys.map((key) => `${key} = ${JSON.stringify(value[key] ?? null)}`).join(', ');
}

const isContext = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
