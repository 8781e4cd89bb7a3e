import { complete } from '../run/activity.js';
import type { Element } from './element.js';
import { jobBehaviour } from './job.js';
import { hasDefinition } from './triggers/index.js';

/** Sends a message: a job, as in Zeebe; a model without job type (reported) passes it at once. */
export const messageThrowEvent: Element = {
  name: 'messageThrowEvent',
  types: ['intermediateThrowEvent', 'endEvent'],
  applies: (node) => hasDefinition(node, 'message'),
  compile: (node, context) => ({
    behaviour: node.extensions.taskDefinition
      ? jobBehaviour(node, context)
      : { activate: (run, token) => complete(run, token) },
  }),
};
