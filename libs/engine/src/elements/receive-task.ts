import { complete } from '../run/activity.js';
import { waitForTrigger } from './catch-event.js';
import type { Element } from './element.js';
import { messageTrigger } from './triggers/message.js';

/** Waits for a message. */
export const receiveTask: Element = {
  name: 'receiveTask',
  types: ['receiveTask'],
  compile(node, context) {
    const message = node.message ?? { kind: 'message', name: null, correlationKey: null };
    const trigger = messageTrigger(node, message, context);
    const fire = waitForTrigger(node.id, trigger);
    return {
      trigger,
      behaviour: { ...fire, fire: (run, token, _wait, variables) => complete(run, token, variables) },
    };
  },
};
