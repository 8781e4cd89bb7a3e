/** A set of classes: first and last index of each stretch, ascending and apart. */
export type Ranges = readonly number[];

export const nothing: Ranges = [];

export function union(sets: Ranges[]): Ranges {
  const pairs = sets.flatMap((set) => pairsOf(set)).sort((a, b) => a[0] - b[0]);
  const result: number[] = [];
  for (const [from, to] of pairs) {
    const last = result.length - 1;
    if (last > 0 && from <= result[last]! + 1) result[last] = Math.max(result[last]!, to);
    else result.push(from, to);
  }
  return result;
}

/** What of `0 … size - 1` is not in the set. */
export function complement(set: Ranges, size: number): Ranges {
  const result: number[] = [];
  let next = 0;
  for (const [from, to] of pairsOf(set)) {
    if (from > next) result.push(next, from - 1);
    next = to + 1;
  }
  if (next < size) result.push(next, size - 1);
  return result;
}

export function intersection(a: Ranges, b: Ranges): Ranges {
  const result: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const from = Math.max(a[i]!, b[j]!);
    const to = Math.min(a[i + 1]!, b[j + 1]!);
    if (from <= to) result.push(from, to);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return result;
}

export function meets(a: Ranges, b: Ranges): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i]! <= b[j + 1]! && b[j]! <= a[i + 1]!) return true;
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return false;
}

export function isWithin(inner: Ranges, outer: Ranges): boolean {
  let j = 0;
  for (let i = 0; i < inner.length; i += 2) {
    while (j < outer.length && outer[j + 1]! < inner[i]!) j += 2;
    if (j >= outer.length || outer[j]! > inner[i]! || outer[j + 1]! < inner[i + 1]!) return false;
  }
  return true;
}

export function pairsOf(set: Ranges): [from: number, to: number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < set.length; i += 2) pairs.push([set[i]!, set[i + 1]!]);
  return pairs;
}
