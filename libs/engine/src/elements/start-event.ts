import { complete } from '../run/activity.js';
import type { Element } from './element.js';
import { hasDefinition, triggerOf } from './triggers/index.js';

/** Begins a scope: none, message and timer; in event sub-processes message, timer and error. */
export const startEvent: Element = {
  name: 'startEvent',
  types: ['startEvent'],
  applies: (node) => node.definitions.length === 0 || hasDefinition(node, 'message', 'timer', 'error'),
  compile(node, context) {
    // At the top the host waits (see startSubscriptions); only an event sub-process waits inside the instance.
    const trigger = context.parent?.triggeredByEvent ? triggerOf(node, context) : {};
    return { ...trigger, behaviour: { activate: (run, token) => complete(run, token) } };
  },
};
