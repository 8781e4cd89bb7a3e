import type { Run } from '../run.js';
import { FeelDateTime, FeelTime } from '../values/temporal.js';
import { isContext } from '../values/value.js';
import type { Value } from '../values/value.js';
import { fixedOffset } from '../values/zone.js';

/** What it costs to compute with a value: the rules of a region's time are slow to look up. */
export function temporalCost(value: Value): number {
  if (!(value instanceof FeelDateTime) && !(value instanceof FeelTime)) return 1;
  return value.zone === null || fixedOffset(value.zone) !== null ? 1 : 300;
}

/** Counts a value and all that lies in it, before it is compared with another. */
export function countParts(run: Run, value: Value): void {
  if (Array.isArray(value)) {
    run.tick(value.length + 1);
    for (const element of value) countParts(run, element);
  } else if (isContext(value)) {
    const entries = Object.values(value);
    run.tick(entries.length + 1);
    for (const entry of entries) countParts(run, entry);
  } else if (typeof value === 'string') countTexts(run, value, value);
  else run.tick(temporalCost(value));
}

/** Counts what it costs to compare two texts: nothing unless both are long. */
export function countTexts(run: Run, a: string, b: string): void {
  const length = Math.min(a.length, b.length);
  run.tick(length > 1000 ? 1 + (length >> 9) : 1);
}
