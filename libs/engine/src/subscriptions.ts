import type { EventDefinition } from '@zusteuerung/bpmn';
import { readFeel, readSource } from './compile/source.js';
import type { Definition, NodeDefinition, StartSubscription, StartTimer } from './definition.js';
import { schedule } from './time/schedule.js';
import type { Schedule } from './time/schedule.js';
import type { Variables } from './types.js';

/** What starts instances from outside: start events, instantiating receive tasks and event-based gateways. */
export function startSubscriptions(definition: Definition): StartSubscription[] {
  return [...definition.processes.values()].flatMap(({ id, root }) =>
    [...root.starts, ...root.instantiating].flatMap((node) =>
      triggersOf(node).flatMap((trigger, index) => {
        const subscription = subscribe(node, trigger);
        return subscription ? [{ process: id, startEvent: node.id, definition: index, ...subscription }] : [];
      }),
    ),
  );
}

function triggersOf({ source }: NodeDefinition): EventDefinition[] {
  return source.type === 'receiveTask' && source.message ? [source.message] : source.definitions;
}

type Subscription = StartSubscription extends infer T
  ? T extends StartSubscription
    ? Omit<T, keyof At>
    : never
  : never;
type At = Pick<StartSubscription, 'process' | 'startEvent' | 'definition'>;

function subscribe({ id, source }: NodeDefinition, trigger: EventDefinition): Subscription | null {
  switch (trigger.kind) {
    case 'message':
      return { kind: 'message', message: constant(trigger.name) ?? source.name ?? id };
    case 'signal':
      return { kind: 'signal', signal: constant(trigger.name) ?? source.name ?? id };
    case 'conditional':
      return trigger.condition === null ? null : { kind: 'condition', condition: trigger.condition };
    case 'timer': {
      const { form, value } = trigger;
      return form === null ? null : { kind: 'timer', timer: { form, value } };
    }
    default:
      return null;
  }
}

/** Whether the condition of a start event holds for what an instance would begin with; what can't be evaluated does not. */
export function startConditionHolds(condition: string, variables: Variables, now: string): boolean {
  const { expression } = readFeel(condition).source;
  return expression?.evaluate(variables, { now }).value === true;
}

/** Before an instance there are no variables; an expression without any is as good as its value. */
function constant(text: string | null, now = '1970-01-01T00:00:00Z'): string | null {
  const expression = text?.startsWith('=') ? readSource(text).source.expression : null;
  if (!expression) return text;
  const { value } = expression.evaluate({}, { now });
  return typeof value === 'string' ? value : text;
}

/**
 * When a timer start event fires first after a deployment at `now`, how often after that (null: for ever) and every
 * what. Null: the value needs variables, which there are none before an instance, or is unreadable.
 */
export function startTimer(timer: StartTimer, now: string): Schedule | null {
  return schedule(timer.form, constant(timer.value, now) ?? timer.value, now);
}
