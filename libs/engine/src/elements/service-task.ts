import type { Element } from './element.js';
import { jobBehaviour } from './job.js';

/** Service and send tasks: a job of the type in zeebe:taskDefinition. */
export const serviceTask: Element = {
  name: 'serviceTask',
  types: ['serviceTask', 'sendTask'],
  compile: (node, context) => ({ behaviour: jobBehaviour(node, context) }),
};
