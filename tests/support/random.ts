/** A repeatable sequence of numbers between 0 and 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The seed of this run: SEED of the environment, to repeat a run that failed, else a new one. */
export const someSeed = () => Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** The same elements in random order. */
export function shuffled<T>(list: readonly T[], next: () => number): T[] {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(next() * left.length), 1)[0] as T);
}

/** Tells what a fault run did, so that it can be repeated. */
export function report(run: string, numbers: object): void {
  console.log(`${run}: ${JSON.stringify(numbers)}`);
}

/** Tells at once how far a long run is; jest keeps what it is told until the run is over. */
export function progress(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}
