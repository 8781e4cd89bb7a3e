import type { Definition, StartSubscription, StartTimer } from './definition.js';
import { schedule } from './time/schedule.js';
import type { Schedule } from './time/schedule.js';

/** What starts instances from outside: message and timer start events of the processes. */
export function startSubscriptions(definition: Definition): StartSubscription[] {
  return [...definition.processes.values()].flatMap(({ id, root }) =>
    root.starts.flatMap(({ id: startEvent, source }): StartSubscription[] => {
      const trigger = source.definitions[0];
      if (trigger?.kind === 'message') {
        const message = trigger.name ?? source.name ?? startEvent;
        return [{ kind: 'message', process: id, startEvent, message }];
      }
      if (trigger?.kind !== 'timer' || trigger.form === null) return [];
      return [
        { kind: 'timer', process: id, startEvent, timer: { form: trigger.form, value: trigger.value } },
      ];
    }),
  );
}

/**
 * When a timer start event fires first after a deployment at `now`, how often after that (null: for ever) and every
 * what. Null: the value is an expression or unreadable; there are no variables before an instance.
 */
export function startTimer(timer: StartTimer, now: string): Schedule | null {
  return schedule(timer.form, timer.value, now);
}
