import type { DecisionTable, TableRule } from '../types.js';
import { parseCell, parseConstant, sameConstant } from './cells.js';
import type { Constant } from './cells.js';

/** Whether two rows have the same results; null where an expression leaves it open. */
export function resultsOf(rules: TableRule[]): (a: number, b: number) => boolean | null {
  const texts = rules.map(({ outputs }) => outputs.map(({ source }) => source.trim()));
  const keys = texts.map((row) => JSON.stringify(row));
  const values = texts.map((row) => row.map((source) => constantOf(source)));
  return (a, b) => {
    if (keys[a] === keys[b]) return true;
    const pairs = values[a]!.map((value, i) => [value, values[b]![i]] as const);
    const known = pairs.filter(([one, other]) => one !== undefined && other !== undefined);
    if (known.some(([one, other]) => !sameConstant(one!, other!))) return false;
    return known.length === pairs.length ? true : null;
  };
}

/** Which of two rows that both hit decides; null where the hit policy or unknown results leave it open. */
export function precedence(table: DecisionTable): ((first: number, second: number) => boolean) | null {
  if (table.hitPolicy === 'FIRST') return (first, second) => first < second;
  if (table.hitPolicy !== 'PRIORITY') return null;
  const orders = table.outputs.map(({ allowedText }) => orderOf(allowedText ?? ''));
  const places = table.rules.map(({ outputs }) =>
    orders.map((order, i) => placeIn(order, constantOf(outputs[i]?.source ?? ''))),
  );
  return (first, second) => {
    for (const [i, place] of places[first]!.entries()) {
      const other = places[second]![i];
      if (place === null || other === null || other === undefined) return false;
      if (place !== other) return place < other;
    }
    return first < second;
  };
}

/** Nothing (an empty cell) counts as null; undefined: an expression. */
function constantOf(source: string): Constant | null | undefined {
  return source === '' || source === '-' ? null : parseConstant(source);
}

/** The values of a result, the first goes before the others; null where they are not listed one by one. */
function orderOf(text: string): Constant[] | 'none' | null {
  const cell = parseCell(text);
  if (cell === 'any') return 'none';
  if (cell === null || cell.negated) return null;
  const values = cell.pieces.map((piece) => (piece.op === 'is' ? piece.at : null));
  return values.every((value) => value !== null) ? values : null;
}

/** Values that are not listed come last. */
function placeIn(order: Constant[] | 'none' | null, value: Constant | null | undefined): number | null {
  if (order === 'none') return 0;
  if (order === null || value === undefined) return null;
  const at = order.findIndex((each) => sameConstant(each, value));
  return at < 0 ? order.length : at;
}
