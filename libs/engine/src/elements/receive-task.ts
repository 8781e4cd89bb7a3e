import { waiting } from './catch-event.js';
import type { Element } from './element.js';
import { messageTrigger } from './triggers/message.js';

/** Waits for a message; without incoming flow and marked so, the message starts an instance. */
export const receiveTask: Element = {
  name: 'receiveTask',
  types: ['receiveTask'],
  compile(node, context) {
    const message = node.message ?? { kind: 'message', name: null, correlationKey: null };
    return { triggers: [messageTrigger(node, message, context)], behaviour: waiting };
  },
};
