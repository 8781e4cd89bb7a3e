import { evaluateDecision } from '../evaluate.js';
import { partsOf } from '../check-syntax.js';
import type { DecisionExplanation, DecisionTable, DmnModel, Json, Logic } from '../types.js';
import type { DecisionCase, Text } from './read.js';

export interface CaseResult {
  name: string;
  passed: boolean;
  failures: Text[];
  /** ids of the rows that hit, of all tables on the way */
  hits: string[];
}

export interface RowCoverage {
  hit: number;
  total: number;
  /** rows that no case hits */
  missing: { decision: string; row: number; ruleId: string }[];
}

/** Evaluates a case; `now` counts where it names no instant. */
export function runCase(models: DmnModel[], one: DecisionCase, now: string): CaseResult {
  const id = idOf(models, one.decision);
  if (id === null) {
    const de = `Die Entscheidung „${one.decision}“ gibt es nicht.`;
    const failures = [{ de, en: `There is no decision "${one.decision}".` }];
    return { name: one.name, passed: false, failures, hits: [] };
  }
  const { result, explanation, problems } = evaluateDecision(models, id, one.input, { now: one.at ?? now });
  const failures = [
    ...problems.map(({ message }) => message),
    ...(one.result === undefined ? [] : differences(one.result, result, '')),
    ...Object.entries(one.rows ?? {}).flatMap(([table, rows]) => otherRows(table, rows, explanation)),
  ];
  const hits = explanation.flatMap((each) => each.hits.map(({ ruleId }) => ruleId));
  return { name: one.name, passed: failures.length === 0, failures, hits };
}

/** Which rows of the tables of a model the cases hit. */
export function rowCoverage(model: DmnModel, results: CaseResult[]): RowCoverage {
  const met = new Set(results.flatMap(({ hits }) => hits));
  const rows = [...model.decisions, ...model.knowledge].flatMap(({ name, logic }) =>
    (logic ? tablesIn(logic) : []).flatMap(({ rules }) =>
      rules.map(({ id, number }) => ({ decision: name, row: number, ruleId: id })),
    ),
  );
  const missing = rows.filter(({ ruleId }) => !met.has(ruleId));
  return { hit: rows.length - missing.length, total: rows.length, missing };
}

function tablesIn(logic: Logic): DecisionTable[] {
  return logic.kind === 'table' ? [logic] : partsOf(logic).flatMap(tablesIn);
}

function idOf(models: DmnModel[], wanted: string): string | null {
  const all = models.flatMap(({ decisions, services }) => [...decisions, ...services]);
  return (all.find(({ id }) => id === wanted) ?? all.find(({ name }) => name === wanted))?.id ?? null;
}

/** Where a result is not the expected one; of a context only the named entries count. */
function differences(expected: Json, actual: Json, path: string): Text[] {
  if (isContext(expected) && isContext(actual))
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, actual[key] ?? null, path === '' ? key : `${path}.${key}`),
    );
  if (sameJson(expected, actual)) return [];
  const [want, have] = [JSON.stringify(expected), JSON.stringify(actual)];
  const [de, en] = path === '' ? ['Ergebnis', 'result'] : [path, path];
  return [{ de: `${de}: erwartet ${want}, ist ${have}`, en: `${en}: expected ${want}, is ${have}` }];
}

const isContext = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function sameJson(a: Json, b: Json): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, i) => sameJson(one, b[i] ?? null));
  if (!isContext(a) || !isContext(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && sameJson(a[key]!, b[key]!));
}

function otherRows(table: string, rows: (string | number)[], explanation: DecisionExplanation[]): Text[] {
  const found = explanation.find(
    ({ decisionId, decisionName }) => decisionId === table || decisionName === table,
  );
  const hits = found?.hits ?? [];
  const isMet = (row: string | number) =>
    hits.some(({ ruleId, ruleNumber }) => ruleId === row || ruleNumber === row);
  if (hits.length === rows.length && rows.every(isMet)) return [];
  const [want, have] = [
    rows.join(', '),
    hits.map(({ ruleNumber, ruleId }) => (typeof rows[0] === 'string' ? ruleId : ruleNumber)).join(', '),
  ];
  return [
    {
      de: `${found?.decisionName ?? table}: erwartet Zeile ${want || 'keine'}, getroffen ${have || 'keine'}`,
      en: `${found?.decisionName ?? table}: expected rule ${want || 'none'}, hit ${have || 'none'}`,
    },
  ];
}
