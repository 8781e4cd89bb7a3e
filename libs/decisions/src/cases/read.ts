import type { Json, Variables } from '../types.js';

/** An input with what is agreed about its decision. */
export interface DecisionCase {
  name: string;
  /** id or name */
  decision: string;
  input: Variables;
  /** ISO 8601 instant, what `now()` and `today()` answer */
  at?: string;
  /** the result; of a context the entries that are named */
  result?: Json;
  /** by table which rows hit, by id or number from 1 */
  rows?: Record<string, (string | number)[]>;
}

export interface Text {
  de: string;
  en: string;
}

const entries = ['name', 'decision', 'input', 'at', 'result', 'rows'];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The cases of a file `<name>.faelle.json`, a JSON list; anything unknown is a problem, so that no case passes unseen. */
export function readCases(text: string): { cases: DecisionCase[]; problems: Text[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    return {
      cases: [],
      problems: [{ de: `Kein gültiges JSON: ${message}`, en: `No valid JSON: ${message}` }],
    };
  }
  if (!Array.isArray(value) || value.length === 0)
    return {
      cases: [],
      problems: [{ de: 'Erwartet wird eine Liste von Fällen.', en: 'A list of cases is expected.' }],
    };
  const problems = value.flatMap((one, i) => problemsOf(one, i + 1));
  return { cases: problems.length > 0 ? [] : (value as DecisionCase[]), problems };
}

function problemsOf(value: unknown, number: number): Text[] {
  const problem = (de: string, en: string) => ({ de: `Fall ${number}: ${de}`, en: `Case ${number}: ${en}` });
  if (!isObject(value)) return [problem('kein Objekt', 'no object')];
  const { name, decision, input, at, result, rows } = value;
  const strange = Object.keys(value).filter((key) => !entries.includes(key));
  const isText = (one: unknown) => typeof one === 'string' && one !== '';
  const areRows = (one: unknown) =>
    isObject(one) && Object.values(one).every((list) => Array.isArray(list) && list.every(isRow));
  return [
    ...strange.map((key) =>
      problem(
        `„${key}“ ist unbekannt; bekannt sind ${entries.join(', ')}.`,
        `unknown "${key}"; known are ${entries.join(', ')}.`,
      ),
    ),
    ...(isText(name) ? [] : [problem('„name“ fehlt.', '"name" is missing.')]),
    ...(isText(decision) ? [] : [problem('„decision“ fehlt.', '"decision" is missing.')]),
    ...(isObject(input) ? [] : [problem('„input“ ist kein Objekt.', '"input" is no object.')]),
    ...(at === undefined || (isText(at) && !Number.isNaN(Date.parse(String(at))))
      ? []
      : [problem('„at“ ist kein Zeitpunkt.', '"at" is no instant.')]),
    ...(rows === undefined || areRows(rows)
      ? []
      : [problem('„rows“ nennt keine Zeilen.', '"rows" names no rows.')]),
    ...(result === undefined && rows === undefined
      ? [problem('„result“ und „rows“ fehlen.', '"result" and "rows" are missing.')]
      : []),
  ];
}

const isRow = (row: unknown) => typeof row === 'string' || typeof row === 'number';
