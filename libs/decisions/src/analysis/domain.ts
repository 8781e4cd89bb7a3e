import type { Cell, Constant, Kind, Piece } from './cells.js';
import { complement, intersection, nothing, union } from './ranges.js';
import type { Ranges } from './ranges.js';
import { isoText } from './temporal.js';

/** Values that no cell of the column tells apart, by one of them; `usual`: one that the table speaks of. */
export interface ValueClass {
  example: Constant | null;
  usual: boolean;
}

export interface DomainHints {
  kinds: ReadonlySet<Kind>;
  withNull: boolean;
  integral: boolean;
  /** no value lies below */
  least: number | null;
  /** tests that each value passes */
  allowed: Cell[];
}

interface Hints extends DomainHints {
  /** no cell compares with `<` or an interval */
  apart: boolean;
}

interface Section {
  kind: Kind;
  values: (number | string)[];
  index: Map<number | string, number>;
  from: number;
}

/** The values of a column, cut at every constant its cells mention. */
export class Domain {
  private readonly all: ValueClass[] = [];
  private readonly sections = new Map<Kind, Section>();
  private readonly nullAt: number;
  /** of the classes as cut, which number they have among those with a value */
  private readonly kept: number[] = [];
  readonly classes: ValueClass[] = [];

  constructor(cells: Cell[], hints: DomainHints) {
    const pieces = cells.concat(hints.allowed).flatMap((cell) => cell.pieces);
    const nominal = cells.every((cell) => cell.pieces.every(({ op }) => op !== 'between'));
    const apart = pieces.every(({ op }) => op !== 'between');
    for (const kind of hints.kinds) this.cut(kind, pieces, nominal, { ...hints, apart });
    this.nullAt = this.all.length;
    if (hints.withNull) this.all.push({ example: null, usual: true });
    if (hints.kinds.size === 0) this.all.push({ example: { kind: 'string', value: 'sonst' }, usual: true });
    this.keep(hints);
  }

  /** The classes that pass a cell. */
  ranges({ negated, pieces }: Cell): Ranges {
    const set = union(pieces.map((piece) => this.pieceRanges(piece)));
    return this.renumbered(negated ? complement(set, this.all.length) : set);
  }

  get full(): Ranges {
    return this.classes.length > 0 ? [0, this.classes.length - 1] : nothing;
  }

  private keep(hints: DomainHints): void {
    const size = this.all.length;
    const allowed = hints.allowed
      .map((cell) => this.allowedRanges(cell, size))
      .reduce(intersection, [0, size - 1]);
    const isIn = new Uint8Array(size);
    for (let i = 0; i < allowed.length; i += 2) isIn.fill(1, allowed[i], allowed[i + 1]! + 1);
    for (const [i, found] of this.all.entries()) {
      this.kept.push(this.classes.length);
      const empty = found.example === impossible;
      if (isIn[i] && !empty) this.classes.push(hints.allowed.length > 0 ? { ...found, usual: true } : found);
    }
    this.kept.push(this.classes.length);
  }

  /** An absent value is always allowed. */
  private allowedRanges({ negated, pieces }: Cell, size: number): Ranges {
    const set = union(pieces.map((piece) => this.pieceRanges(piece)));
    return union([negated ? complement(set, size) : set, this.absent()]);
  }

  private absent(): Ranges {
    return this.all[this.nullAt]?.example === null ? [this.nullAt, this.nullAt] : nothing;
  }

  private renumbered(set: Ranges): Ranges {
    const result: number[] = [];
    for (let i = 0; i < set.length; i += 2) {
      const from = this.kept[set[i]!]!;
      const to = this.kept[set[i + 1]! + 1]! - 1;
      if (from <= to) result.push(from, to);
    }
    return union([result]);
  }

  private pieceRanges(piece: Piece): Ranges {
    if (piece.op === 'between') return this.between(piece);
    if (!piece.at) return piece.op === 'is' ? this.absent() : complement(this.absent(), this.all.length);
    const section = this.sections.get(piece.at.kind);
    const point = section ? this.point(section, piece.at) : nothing;
    if (piece.op === 'is') return point;
    const same = section ? intersection(complement(point, this.all.length), sectionRange(section)) : nothing;
    return union([same, this.absent()]);
  }

  private point(section: Section, { value }: Constant): Ranges {
    if (typeof value === 'boolean') return [section.from + Number(value), section.from + Number(value)];
    const at = section.from + 2 * section.index.get(value)! + 1;
    return [at, at];
  }

  private between({ low, lowIn, high, highIn }: Extract<Piece, { op: 'between' }>): Ranges {
    const section = this.sections.get((low ?? high)!.kind);
    if (!section) return nothing;
    const end = section.from + 2 * section.values.length;
    const at = (constant: Constant) => this.point(section, constant)[0]!;
    const from = low ? at(low) + (lowIn ? 0 : 1) : section.from;
    const to = high ? at(high) - (highIn ? 0 : 1) : end;
    return from <= to ? [from, to] : nothing;
  }

  private cut(kind: Kind, pieces: Piece[], nominal: boolean, hints: Hints): void {
    const from = this.all.length;
    if (kind === 'boolean') {
      this.sections.set(kind, { kind, values: [], index: new Map(), from });
      for (const value of [false, true]) this.all.push({ example: { kind, value }, usual: true });
      return;
    }
    const found = pieces.flatMap(constantsOf).filter((constant) => constant.kind === kind);
    const values = [...new Set(found.map(({ value }) => value as number | string))].sort((a, b) =>
      a < b ? -1 : 1,
    );
    const index = new Map(values.map((value, i) => [value, i]));
    this.sections.set(kind, { kind, values, index, from });
    const filling = fillingOf(kind, values, hints);
    for (let i = 0; i <= values.length; i++) {
      this.all.push(toClass(kind, filling(values[i - 1], values[i]), nominal, values));
      if (i < values.length) this.all.push(pointClass(kind, values[i]!, hints));
    }
  }
}

/** Marks a class that holds no value. */
const impossible: Constant = { kind: 'boolean', value: 'impossible' };

type Between = (low?: number | string, high?: number | string) => number | string | null;

function fillingOf(kind: Kind, values: (number | string)[], hints: Hints): Between {
  if (kind === 'string' && hints.apart) return (_, high) => (high === undefined ? otherText(values) : null);
  if (kind === 'string')
    return (low, high) => textBetween(low as string | undefined, high as string | undefined, values);
  const integral = kind === 'date' || kind === 'years and months duration' || hints.integral;
  const inSeconds = kind === 'days and time duration' || kind.endsWith('date and time');
  return (low, high) => {
    const value = numberBetween(low as number | undefined, high as number | undefined, integral, hints.least);
    return inSeconds && value !== null && !Number.isInteger(value) ? milliseconds(value, low, high) : value;
  };
}

/** Moments and durations are told apart down to the millisecond. */
function milliseconds(value: number, low?: number | string, high?: number | string): number | null {
  const rounded = Math.round(value * 1000) / 1000;
  return rounded === low || rounded === high ? null : rounded;
}

/** Where texts are only told apart, one stands for all others. */
function otherText(values: (number | string)[]): string {
  let text = 'sonst';
  while (values.includes(text)) text += '_';
  return text;
}

function numberBetween(
  low: number | undefined,
  high: number | undefined,
  integral: boolean,
  least: number | null,
): number | null {
  const bottom = low === undefined ? least : Math.max(low, least ?? low);
  if (low === undefined && least !== null) return high === undefined || least < high ? least : null;
  if (bottom === null) return high === undefined ? 0 : Math.ceil(high) - 1;
  const whole = Math.floor(bottom) + 1;
  if (high === undefined || whole < high) return whole;
  if (integral) return null;
  const middle = bottom + (high - bottom) / 2;
  return bottom < middle && middle < high ? middle : null;
}

function textBetween(
  low: string | undefined,
  high: string | undefined,
  values: (number | string)[],
): string | null {
  if (low === undefined && high === undefined) return 'sonst';
  if (low === undefined) return high === '' ? null : '';
  const others = high === undefined && !values.includes('sonst') && 'sonst' > low ? ['sonst'] : [];
  return (
    [...others, `${low}a`, `${low} `, `${low}\0`].find((text) => high === undefined || text < high) ?? null
  );
}

function toClass(
  kind: Kind,
  value: number | string | null,
  nominal: boolean,
  values: (number | string)[],
): ValueClass {
  if (value === null) return { example: impossible, usual: false };
  const below = Number(value) < 0 && values.every((each) => Number(each) >= 0);
  const strange =
    (kind === 'number' && (below || (!Number.isInteger(value) && values.every(Number.isInteger)))) ||
    (kind.endsWith('duration') && below);
  return { example: { kind, value }, usual: (!nominal || values.length === 0) && !strange && value !== '' };
}

function pointClass(kind: Kind, value: number | string, { integral, least }: DomainHints): ValueClass {
  const outside =
    kind === 'number' &&
    ((integral && !Number.isInteger(value)) || (least !== null && Number(value) < least));
  return { example: outside ? impossible : { kind, value }, usual: true };
}

function constantsOf(piece: Piece): Constant[] {
  const constants = piece.op === 'between' ? [piece.low, piece.high] : [piece.at];
  return constants.filter((constant) => constant !== null);
}

function sectionRange({ kind, values, from }: Section): Ranges {
  return [from, from + (kind === 'boolean' ? 1 : 2 * values.length)];
}

/** A value as FEEL writes it. */
export function constantText(constant: Constant | null): string {
  if (constant === null) return 'null';
  const { kind, value } = constant;
  if (kind === 'string') return JSON.stringify(value);
  if (kind === 'number' || kind === 'boolean') return String(value);
  const maker = kind.endsWith('duration') ? 'duration' : kind.replace('local ', '');
  return `${maker}("${isoText(constant)}")`;
}
