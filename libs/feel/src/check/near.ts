/** The name that is written most alike; null when none is. */
export function nearest(written: string, names: string[]): string | null {
  let best: string | null = null;
  let least = Math.min(3, Math.floor(written.length / 2)) + 1;
  for (const name of names.slice(0, 500)) {
    const distance = distanceOf(written.toLowerCase().slice(0, 60), name.toLowerCase().slice(0, 60));
    if (distance >= least) continue;
    best = name;
    least = distance;
  }
  return best;
}

/** How many signs must be put, taken away or changed to make one text of the other. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
