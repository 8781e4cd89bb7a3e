import type { Element } from './element.js';
import { jobBehaviour } from './job.js';

/** A job of the type in zeebe:taskDefinition. */
export const serviceTask: Element = {
  name: 'serviceTask',
  types: ['serviceTask'],
  compile: (node, context) => ({ behaviour: jobBehaviour(node, context) }),
};
