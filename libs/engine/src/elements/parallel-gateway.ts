import { complete } from '../run/activity.js';
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
      arrive: (run, token) => join(run, token, node.id, node.incoming),
      activate: (run, token) => complete(run, token),
    },
  }),
};

/** Counts a token in; when every flow has one, the token goes on for all of them. */
function join(run: Run, token: Token, gateway: string, incoming: string[]): boolean {
  if (incoming.length < 2 || token.via === undefined) return true;
  const scope = scopeOf(run, token);
  const joins = (scope.joins ??= {});
  const arrived = own(joins, gateway) ?? {};
  const others = incoming.filter((flow) => flow !== token.via);
  if (others.some((flow) => !own(arrived, flow)?.length)) {
    arrived[token.via] = [...(own(arrived, token.via) ?? []), token.key];
    joins[gateway] = arrived;
    token.phase = 'joining';
    return false;
  }
  for (const flow of others) {
    const [oldest, ...rest] = own(arrived, flow) ?? [];
    const partner = run.state.tokens[oldest ?? ''];
    if (partner) removeToken(run, partner);
    if (rest.length > 0) arrived[flow] = rest;
    else delete arrived[flow];
  }
  if (Object.keys(arrived).length === 0) delete joins[gateway];
  if (Object.keys(joins).length === 0) delete scope.joins;
  return true;
}

/** BPMN ids may be called like members of every object. */
function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
