import type { StartAt, StartSubscription } from '../definition.js';
import { startTimer } from '../subscriptions.js';
import { addDuration } from '../time/duration.js';
import { parseInstant } from '../time/instant.js';

/** A timer start event that will start an instance; `left` times after that (null: for ever), every what. */
export interface StartingTimer extends StartAt {
  dueAt: string;
  left: number | null;
  every: string | null;
}

/** What starts by itself after a deployment at `now`. */
export function startTimers(subscriptions: StartSubscription[], now: string): StartingTimer[] {
  return subscriptions.flatMap((start) => {
    const planned = start.kind === 'timer' ? startTimer(start.timer, now) : null;
    if (!planned) return [];
    const { process, startEvent, definition } = start;
    return [
      { process, startEvent, definition, dueAt: planned.due, left: planned.repeat, every: planned.every },
    ];
  });
}

/** The same timer after it has fired: none when it was the last time. */
export function nextStart(timer: StartingTimer): StartingTimer[] {
  const { every, left, dueAt } = timer;
  const due = every === null || left === 0 ? null : addDuration(dueAt, every);
  return due === null ? [] : [{ ...timer, dueAt: due, left: left === null ? null : left - 1 }];
}

/** The timer that is due first, and not after `until`; among equals the first. */
export function firstDue<T extends { dueAt: string }>(timers: T[], until: string): T | undefined {
  return timers
    .filter(({ dueAt }) => epoch(dueAt) <= epoch(until))
    .reduce<T | undefined>(
      (first, timer) => (first && epoch(first.dueAt) <= epoch(timer.dueAt) ? first : timer),
      undefined,
    );
}

export function epoch(instant: string): number {
  return parseInstant(instant)?.epoch ?? 0;
}
