import type { Variables } from '../types.js';
import { fireWait } from './fire.js';
import type { Run } from './run.js';

/** Tells all that wait for a signal now; false: nobody does. */
export function hearSignal(run: Run, name: string, variables: Variables): boolean {
  const waiting = Object.values(run.state.waits).filter(
    (wait) => wait.kind === 'signal' && wait.signal === name,
  );
  for (const { key } of waiting) {
    const wait = run.state.waits[key];
    if (wait) fireWait(run, wait, variables);
  }
  return waiting.length > 0;
}
