import { scopeOf } from '../../run/run.js';
import { terminateTokens } from '../../run/scopes.js';
import type { Throw } from './throw.js';

/** Ends all tokens of its scope, which completes. */
export const terminateThrow: Throw = {
  throw(run, token) {
    terminateTokens(run, scopeOf(run, token), token);
    return 'thrown';
  },
};
