import { complete } from '../run/activity.js';
import { scopeOf } from '../run/run.js';
import { terminateTokens } from '../run/scopes.js';
import type { Element } from './element.js';
import { hasDefinition } from './triggers/index.js';

/** Ends all tokens of its scope, which completes. */
export const terminateEndEvent: Element = {
  name: 'endEvent (terminate)',
  types: ['endEvent'],
  applies: (node) => hasDefinition(node, 'terminate'),
  compile: () => ({
    behaviour: {
      activate(run, token) {
        terminateTokens(run, scopeOf(run, token), token);
        complete(run, token);
      },
    },
  }),
};
