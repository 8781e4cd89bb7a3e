import { intersection, isWithin, pairsOf } from './ranges.js';
import type { Ranges } from './ranges.js';

/** Work that an analysis may cost; counted, not timed, so that the same table always gets the same answer. */
export class Budget {
  constructor(private left: number) {}

  spend(amount: number): boolean {
    this.left -= amount;
    return this.left >= 0;
  }
}

/** Where no row takes a value: per axis the classes. */
export type Region = readonly Ranges[];

/** Whether a region that no row takes ends the search. */
type OnGap = (region: Region) => boolean;

interface Part {
  ranges: number[];
  bits: Uint32Array;
}

/** Finds the regions of a box that no row covers, by cutting one axis after the other at the limits of the rows. */
export class Search {
  private readonly covered = new Set<string>();
  private readonly free: Uint8Array[];
  private readonly chosen: Ranges[];
  private gaps = 0;
  finished = true;

  constructor(
    private readonly sets: Ranges[][],
    private readonly box: Ranges[],
    rows: number[],
    private readonly budget: Budget,
    private readonly onGap: OnGap,
  ) {
    this.chosen = [...box];
    this.free = sets.map((column, axis) => {
      const free = new Uint8Array(column.length);
      for (const row of rows) free[row] = Number(isWithin(box[axis]!, column[row]!));
      return free;
    });
    this.cut(rows, [...sets.keys()]);
  }

  /** False: the search has ended. */
  private cut(rows: number[], open: number[]): boolean {
    if (rows.length === 0) {
      this.gaps++;
      return !this.onGap([...this.chosen]);
    }
    if (!this.budget.spend(rows.length * open.length)) return (this.finished = false);
    const axis = this.axisToCut(rows, open);
    if (axis === null) return true;
    const key = rows.length <= 64 ? `${open.join()}:${rows.join()}` : null;
    if (key !== null && this.covered.has(key)) return true;
    const rest = open.filter((other) => other !== axis);
    const before = this.gaps;
    for (const { ranges, bits } of this.partsOf(rows, axis)) {
      this.chosen[axis] = ranges;
      if (!this.budget.spend(rows.length)) return (this.finished = false);
      if (!this.cut(rowsIn(bits, rows), rest)) return false;
      this.chosen[axis] = this.box[axis]!;
    }
    if (key !== null && this.gaps === before) this.covered.add(key);
    return true;
  }

  /** The axis on which most rows take only some values; null when one row takes all that is left. */
  private axisToCut(rows: number[], open: number[]): number | null {
    const bound = open.map(() => 0);
    for (const row of rows) {
      let all = true;
      for (let i = 0; i < open.length; i++)
        if (this.free[open[i]!]![row] === 0) {
          bound[i]!++;
          all = false;
        }
      if (all) return null;
    }
    return open[bound.indexOf(Math.max(...bound))] ?? null;
  }

  /** The values of an axis, those that the same rows take together. */
  private partsOf(rows: number[], axis: number): Part[] {
    const limits = new Map<number, number[]>();
    const at = (position: number) => {
      const known = limits.get(position) ?? [];
      limits.set(position, known);
      return known;
    };
    const box = this.box[axis]!;
    for (const [from, to] of pairsOf(box)) {
      at(from);
      at(to + 1);
    }
    for (const [local, row] of rows.entries()) {
      const set = this.free[axis]![row] ? box : intersection(this.sets[axis]![row]!, box);
      for (let i = 0; i < set.length; i += 2) {
        at(set[i]!).push(local);
        at(set[i + 1]! + 1).push(local);
      }
    }
    return this.sweep(limits, rows.length, box);
  }

  private sweep(limits: Map<number, number[]>, size: number, box: Ranges): Part[] {
    const positions = [...limits.keys()].sort((a, b) => a - b);
    const current = new Uint32Array((size + 31) >>> 5);
    const parts = new Map<number, Part[]>();
    let hash = 0;
    let stretch = 0;
    this.budget.spend(positions.length * (current.length + 10));
    for (const [i, position] of positions.entries()) {
      for (const local of limits.get(position)!) {
        current[local >>> 5]! ^= 1 << (local & 31);
        hash ^= mixed(local);
      }
      while (stretch < box.length && box[stretch + 1]! < position) stretch += 2;
      if (stretch >= box.length || box[stretch]! > position) continue;
      const same = parts.get(hash) ?? [];
      parts.set(hash, same);
      const part = same.find(({ bits }) => bits.every((word, at) => word === current[at]));
      const to = positions[i + 1]! - 1;
      if (!part) same.push({ ranges: [position, to], bits: current.slice() });
      else if (part.ranges.at(-1) === position - 1) part.ranges[part.ranges.length - 1] = to;
      else part.ranges.push(position, to);
    }
    return [...parts.values()].flat();
  }
}

function rowsIn(bits: Uint32Array, rows: number[]): number[] {
  return rows.filter((_, i) => ((bits[i >>> 5]! >>> (i & 31)) & 1) === 1);
}

/** Spreads the numbers of rows, so that sets of rows are told apart by the sum of theirs. */
function mixed(row: number): number {
  let mix = Math.imul(row + 1, 0x9e3779b1);
  mix = Math.imul(mix ^ (mix >>> 15), 0x85ebca6b);
  return mix ^ (mix >>> 13);
}
