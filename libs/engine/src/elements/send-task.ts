import { complete } from '../run/activity.js';
import type { Element } from './element.js';
import { jobBehaviour } from './job.js';
import { messageThrow } from './throws/message.js';

/** Sends its message to the process that waits for it; with a job type, or without message, a worker does it. */
export const sendTask: Element = {
  name: 'sendTask',
  types: ['sendTask'],
  compile(node, context) {
    const { message, extensions } = node;
    if (extensions.taskDefinition || !message?.name) return { behaviour: jobBehaviour(node, context) };
    const sending = messageThrow(node, message, context);
    return {
      behaviour: {
        activate(run, token) {
          if (sending.throw(run, token) === 'thrown') complete(run, token);
        },
      },
    };
  },
};
