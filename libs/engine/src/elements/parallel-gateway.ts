import { complete } from '../run/activity.js';
import { hold, isMissing, release } from '../run/joins.js';
import { scopeOf } from '../run/run.js';
import type { Run } from '../run/run.js';
import { removeToken } from '../run/tokens.js';
import type { Token } from '../state.js';
import type { Element } from './element.js';

/** Waits for one token on every incoming flow, then takes every outgoing flow. */
export const parallelGateway: Element = {
  name: 'parallelGateway',
  types: ['parallelGateway'],
  compile: (node) => ({
    behaviour: {
      leaving: 'all',
      arrive: (run, token) => join(run, token, node.incoming),
      activate: (run, token) => complete(run, token),
    },
  }),
};

/** Counts a token in; when every flow has one, the token goes on for all of them. */
function join(run: Run, token: Token, incoming: string[]): boolean {
  const { via } = token;
  if (incoming.length < 2 || via === undefined) return true;
  const scope = scopeOf(run, token);
  const others = incoming.filter((flow) => flow !== via);
  if (isMissing(scope, token.at, others)) {
    hold(run, token, via);
    return false;
  }
  for (const partner of release(run, scope, token.at, others)) removeToken(run, partner);
  return true;
}
