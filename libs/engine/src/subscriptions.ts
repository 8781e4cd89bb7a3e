import type { Definition, StartSubscription, StartTimer } from './definition.js';

/** What starts instances from outside: message and timer start events of the processes. */
export function startSubscriptions(_definition: Definition): StartSubscription[] {
  throw new Error('startSubscriptions is being written');
}

/** When a timer start event fires next after `now`; `repeat`: how often after that (null: for ever). */
export function startTimer(
  _timer: StartTimer,
  _now: string,
): { dueAt: string; repeat: number | null; every: string | null } | null {
  throw new Error('startTimer is being written');
}
