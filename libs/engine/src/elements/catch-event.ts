import { complete } from '../run/activity.js';
import type { Behaviour, Element, Trigger } from './element.js';
import { hasDefinition, triggerOf } from './triggers/index.js';

/** Waits for a trigger, unless it already fired at an event-based gateway before. */
export function waitForTrigger(id: string, trigger: Trigger | undefined): Behaviour {
  return {
    activate(run, token) {
      if (token.fired) {
        delete token.fired;
        complete(run, token);
        return;
      }
      const open = trigger?.prepare(run, token, id);
      if (!open) return;
      token.phase = 'active';
      open({ token });
    },
    fire: (run, token, _wait, variables) => complete(run, token, variables),
  };
}

/** Intermediate events that wait: message, timer. */
export const catchEvent: Element = {
  name: 'intermediateCatchEvent',
  types: ['intermediateCatchEvent'],
  applies: (node) => hasDefinition(node, 'message', 'timer'),
  compile(node, context) {
    const { trigger } = triggerOf(node, context);
    return { ...(trigger ? { trigger } : {}), behaviour: waitForTrigger(node.id, trigger) };
  },
};
