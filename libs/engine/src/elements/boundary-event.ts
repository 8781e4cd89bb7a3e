import { complete } from '../run/activity.js';
import type { Element } from './element.js';
import { hasDefinition, triggerOf } from './triggers/index.js';

/**
 * Attached to an activity: message, timer, error. The activity's token holds the wait state; when it fires, a token of
 * its own starts here with what was delivered.
 */
export const boundaryEvent: Element = {
  name: 'boundaryEvent',
  types: ['boundaryEvent'],
  applies: (node) => hasDefinition(node, 'message', 'timer', 'error'),
  compile: (node, context) => ({
    ...triggerOf(node, context),
    behaviour: { activate: (run, token) => complete(run, token) },
  }),
};
