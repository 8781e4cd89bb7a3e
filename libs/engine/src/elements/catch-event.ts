import { complete } from '../run/activity.js';
import { openAll } from '../run/attached.js';
import { nodeOf } from '../run/run.js';
import { closeWaitsAt } from '../run/waits.js';
import type { Behaviour, Element } from './element.js';
import { hasOnly, triggersOf } from './triggers/index.js';

/** Waits for what triggers the node, unless it already happened elsewhere: at an event-based gateway or as a start. */
export const waiting: Behaviour = {
  activate(run, token) {
    if (token.fired) {
      delete token.fired;
      complete(run, token);
    } else if (openAll(run, token, [nodeOf(run, token)], { token })) token.phase = 'active';
  },
  fire(run, token, _wait, variables) {
    // A failing output mapping keeps the token here; what else it waited for must not complete it again.
    closeWaitsAt(run, token, token.at);
    complete(run, token, variables);
  },
};

/** Intermediate events that wait: for one of their definitions, or (parallel multiple) for all. */
export const catchEvent: Element = {
  name: 'intermediateCatchEvent',
  types: ['intermediateCatchEvent'],
  applies: (node) => hasOnly(node, 'message', 'timer', 'signal', 'conditional'),
  compile: (node, context) => ({ triggers: triggersOf(node, context), behaviour: waiting }),
};
