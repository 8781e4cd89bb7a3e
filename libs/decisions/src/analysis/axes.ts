import type { DecisionTable, TableInput } from '../types.js';
import { parseCell } from './cells.js';
import type { Cell, Kind } from './cells.js';
import { Declarations } from './declared.js';
import type { Declared } from './declared.js';
import { Domain } from './domain.js';
import { intersection, nothing } from './ranges.js';
import type { Ranges } from './ranges.js';

/** A value that rows ask for, in one column or in several with the same expression. */
export interface Axis {
  inputs: TableInput[];
  domain: Domain;
  /** per row what it certainly takes, and what it can take at most; they differ where a cell is not analysed */
  certain: Ranges[];
  possible: Ranges[];
  /** the values are not known, the example stands for any */
  vague: boolean;
}

export interface Axes {
  axes: Axis[];
  /** columns whose values are not known exactly */
  vague: TableInput[];
  /** cells that ask for more than comparisons of constants */
  unknown: { row: number; column: number }[];
}

type Parsed = Cell | 'any' | null;

const kindOf = new Map<string, Kind>([
  ['string', 'string'],
  ['boolean', 'boolean'],
  ['number', 'number'],
  ['integer', 'number'],
  ['int', 'number'],
  ['long', 'number'],
  ['double', 'number'],
  ['date', 'date'],
  ['date and time', 'date and time'],
  ['dateTime', 'date and time'],
  ['days and time duration', 'days and time duration'],
  ['dayTimeDuration', 'days and time duration'],
  ['years and months duration', 'years and months duration'],
  ['yearMonthDuration', 'years and months duration'],
]);

/** Reads the columns of a table as sets of values; columns with the same expression are one. */
export function readAxes(table: DecisionTable, declarations = new Declarations(null)): Axes {
  const { inputs, rules } = table;
  const cache = new Map<string, Parsed>();
  const read = (source: string): Parsed => {
    const known = cache.get(source);
    if (known !== undefined) return known;
    const parsed = parseCell(source);
    cache.set(source, parsed);
    return parsed;
  };
  const columns = inputs.map((_, i) => rules.map((rule) => read(rule.inputs[i]!.source)));
  const unknown = rules.flatMap((_, row) =>
    columns.flatMap((cells, column) => (cells[row] === null ? [{ row, column }] : [])),
  );
  const vague: TableInput[] = [];
  const groups = new Map<string, number[]>();
  for (const [i, { source }] of inputs.entries())
    groups.set(source.trim(), [...(groups.get(source.trim()) ?? []), i]);
  const axes = [...groups.values()].flatMap((group) => {
    const members = group.map((i) => inputs[i]!);
    const axis = axisOf(
      members,
      members.map((input) => declarations.input(table, input)),
      group.map((i) => columns[i]!),
    );
    if (axis) return axis;
    vague.push(...members);
    return vagueAxis(
      members,
      group.map((i) => columns[i]!),
    );
  });
  return { axes, vague, unknown };
}

/** The kind a column or result is declared to have; null when it is left open or no simple one. */
export function declaredKind(type: string | null): Kind | null {
  return kindOf.get((type ?? '').replace(/^feel:/, '')) ?? null;
}

export function kindsIn({ pieces }: Cell): Kind[] {
  return pieces.flatMap((piece) =>
    (piece.op === 'between' ? [piece.low, piece.high] : [piece.at]).flatMap((each) => each?.kind ?? []),
  );
}

function axisOf(inputs: TableInput[], declared: Declared[], columns: Parsed[][]): Axis | null {
  const isCell = (cell: Parsed): cell is Cell => cell !== null && cell !== 'any';
  const allowed = [...new Set(declared.flatMap(({ limits }) => limits))].map(parseCell);
  const limits = allowed.filter(isCell);
  if (allowed.includes(null) || declared.some(({ simple }) => !simple)) return null;
  const cells = [...new Set(columns.flat())].filter(isCell);
  const type = declared.find((each) => each.type !== null)?.type ?? null;
  const kinds = kindsOf(type, new Set([...cells, ...limits].flatMap(kindsIn)));
  if (!kinds) return null;
  const domain = new Domain(cells, {
    kinds,
    withNull: cells.some((cell) => cell.pieces.some((piece) => piece.op !== 'between' && !piece.at)),
    ...wholeness(type, inputs[0]!),
    allowed: limits,
  });
  const sets = new Map<Cell, Ranges>(cells.map((cell) => [cell, domain.ranges(cell)]));
  const together = (row: number, unknown: Ranges) =>
    columns
      .map((column) => column[row]!)
      .map((cell) => (cell === 'any' ? domain.full : isCell(cell) ? sets.get(cell)! : unknown))
      .reduce((a, b) => (a === domain.full ? b : b === domain.full ? a : intersection(a, b)));
  const rows = columns[0]!.map((_, row) => row);
  return {
    inputs,
    domain,
    certain: rows.map((row) => together(row, nothing)),
    possible: rows.map((row) => together(row, domain.full)),
    vague: false,
  };
}

/** Which kinds of values a column has; null when that is not known. */
function kindsOf(type: string | null, mentioned: Set<Kind>): Set<Kind> | null {
  const declared = declaredKind(type);
  if (!declared && type !== null && !/^(feel:)?any$/i.test(type)) return null;
  // A moment is compared only with one that has a time zone too, or none either.
  const kind =
    declared === 'date and time' && mentioned.has('local date and time') ? 'local date and time' : declared;
  const kinds = kind ? new Set([kind]) : mentioned;
  const other = [...mentioned].filter((each) => !plain.has(each));
  // Whether a text counts as a date depends on where it comes from.
  if (other.length > 0 && (kinds.size > 1 || !kinds.has(other[0]!) || mentioned.has('string'))) return null;
  return kinds;
}

const plain = new Set<Kind>(['number', 'string', 'boolean']);

/** Nothing is known of the values, so only a dash is known to take them. */
function vagueAxis(inputs: TableInput[], columns: Parsed[][]): Axis {
  const domain = new Domain([], {
    kinds: new Set(),
    withNull: false,
    integral: false,
    least: null,
    allowed: [],
  });
  const certain = columns[0]!.map((_, row) =>
    columns.every((column) => column[row] === 'any') ? domain.full : nothing,
  );
  return { inputs, domain, certain, possible: certain.map(() => domain.full), vague: true };
}

function wholeness(type: string | null, { source }: TableInput): { integral: boolean; least: number | null } {
  const counts = /^count\s*\([^()]*\)$/.test(source.trim());
  return { integral: counts || /^(feel:)?(integer|int|long)$/.test(type ?? ''), least: counts ? 0 : null };
}
