import type { Axis } from './axes.js';
import { isWithin, meets } from './ranges.js';
import { Budget, Search } from './search.js';

/** What two rows have to do with each other; `earlier` and `later` are counted from 0. */
export interface Pair {
  earlier: number;
  later: number;
}

/** Calls back for each pair of rows that may hit together, until told to stop; false when the budget ends before. */
export function pairsThatMeet(
  axes: Axis[],
  size: number,
  budget: Budget,
  visit: (pair: Pair) => boolean,
): boolean {
  const ordered = [...axes].sort((a, b) => looseness(a) - looseness(b));
  const first = ordered.map(({ possible }) => Int32Array.from(possible, (set) => set[0] ?? 0));
  const last = ordered.map(({ possible }) => Int32Array.from(possible, (set) => set.at(-1) ?? -1));
  const apart = (a: number, b: number) => {
    for (let i = 0; i < first.length; i++)
      if (first[i]![a]! > last[i]![b]! || first[i]![b]! > last[i]![a]!) return true;
    return false;
  };
  for (let later = 1; later < size; later++) {
    if (!budget.spend(later)) return false;
    for (let earlier = 0; earlier < later; earlier++) {
      if (apart(earlier, later)) continue;
      if (!axes.every(({ possible }) => meets(possible[earlier]!, possible[later]!))) continue;
      if (!budget.spend(axes.length)) return false;
      if (visit({ earlier, later })) return true;
    }
  }
  return true;
}

/** How many values the rows take together; the axis that tells most rows apart comes first. */
function looseness({ possible, domain }: Axis): number {
  const taken = possible.reduce((sum, set) => sum + (set.at(-1) ?? 0) - (set[0] ?? 0) + 1, 0);
  return taken / Math.max(1, domain.classes.length);
}

/** Whether two rows certainly hit together for some input. */
export function certainlyMeet(axes: Axis[], { earlier, later }: Pair): boolean {
  return axes.every(({ certain }) => meets(certain[earlier]!, certain[later]!));
}

/** Whether each input that hits `inner` certainly hits `outer` too. */
export function isInside(axes: Axis[], inner: number, outer: number): boolean {
  return axes.every(({ possible, certain }) => isWithin(possible[inner]!, certain[outer]!));
}

/** Whether the given rows together take all that a row can take; null when the budget ends before that is known. */
export function isCovered(axes: Axis[], row: number, by: number[], budget: Budget): boolean | null {
  let found = false;
  if (!budget.spend(by.length * axes.length)) return null;
  const search = new Search(
    axes.map(({ certain }) => by.map((other) => certain[other]!)),
    axes.map(({ possible }) => possible[row]!),
    [...by.keys()],
    budget,
    () => (found = true),
  );
  return found ? false : search.finished ? true : null;
}
