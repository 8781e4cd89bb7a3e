import { complete } from '../run/activity.js';
import { held, hold, release } from '../run/joins.js';
import { enqueue, removeToken } from '../run/tokens.js';
import type { Element } from './element.js';
import { stillComing, upstreamOf } from './upstream.js';

/**
 * Takes every flow whose condition holds, else the default flow. As a join it waits until no further token can arrive
 * on a flow that has none, also in cycles; then one token of each flow becomes one.
 */
export const inclusiveGateway: Element = {
  name: 'inclusiveGateway',
  types: ['inclusiveGateway'],
  compile(node) {
    const upstream = upstreamOf(node.id);
    return {
      behaviour: {
        arrive(run, token) {
          if (node.incoming.length < 2 || token.via === undefined) return true;
          hold(run, token, token.via);
          return false;
        },
        join: {
          pending: (run, scope) =>
            stillComing(run, scope, { gateway: node.id, upstream: upstream(run, scope) }),
          release(run, scope) {
            const [first, ...others] = release(run, scope, node.id, held(scope, node.id).keys());
            for (const other of others) removeToken(run, other);
            if (!first) return;
            delete first.via;
            enqueue(run, first, 'entering');
          },
        },
        activate: (run, token) => complete(run, token),
      },
    };
  },
};
