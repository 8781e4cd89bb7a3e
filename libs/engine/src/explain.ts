import type { Definition, NodeDefinition } from './definition.js';
import { known, scopeDefinition } from './run/run.js';
import type { InstanceState, Token, Wait } from './state.js';
import type { InstanceStatus, Position, Variables } from './types.js';

/** For each token: where it is, since when, and what it waits for. Boundary events are not positions. */
export function explain(definition: Definition, state: InstanceState): Position[] {
  if (state.status === 'completed' || state.status === 'terminated') return [];
  return Object.values(state.tokens).flatMap((token) => positionsOf(definition, state, token));
}

export function instanceStatus(state: InstanceState): InstanceStatus {
  return state.status;
}

/** The variables of the instance itself, without those local to activities. */
export function rootVariables(state: InstanceState): Variables {
  return Object.values(state.scopes).find((scope) => scope.host === null)?.variables ?? {};
}

/** The node that a token stands at. */
export function nodeOfToken(definition: Definition, state: InstanceState, token: Token): NodeDefinition {
  const scope = known(state.scopes[token.scope], `scope ${token.scope}`);
  return known(scopeDefinition(definition, scope).nodes.get(token.at), `element ${token.at}`);
}

function positionsOf(definition: Definition, state: InstanceState, token: Token): Position[] {
  const node = nodeOfToken(definition, state, token);
  const at = (key: string, waitingFor: Position['waitingFor'], detail: string | null): Position => ({
    elementId: token.incident?.element ?? node.id,
    elementName: node.name,
    elementType: node.source.type,
    since: token.since,
    key,
    token: token.key,
    waitingFor,
    detail,
  });
  if (token.incident) return [at(token.incident.key, 'incident', token.incident.code)];
  if (token.phase === 'joining') return [at(token.key, 'join', null)];
  const waits = ownWaits(state, token, node);
  if (waits.length === 0) return [at(token.key, 'children', null)];
  return waits.map((wait) => at(wait.key, wait.kind, detailOf(wait)));
}

function ownWaits(state: InstanceState, token: Token, node: NodeDefinition): Wait[] {
  return (token.waits ?? [])
    .flatMap((key) => state.waits[key] ?? [])
    .filter((wait) => !node.boundaries.some((boundary) => boundary.id === wait.element));
}

function detailOf(wait: Wait): string | null {
  return wait.due ?? wait.message ?? wait.signal ?? null;
}
