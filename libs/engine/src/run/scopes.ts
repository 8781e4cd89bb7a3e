import type { ScopeDefinition } from '../definition.js';
import type { ScopeState, Token } from '../state.js';
import type { Variables } from '../types.js';
import { resolveIncident } from './incidents.js';
import { emit, hostOf, nextKey, nodeOf, scopeDefinition, scopeOf } from './run.js';
import type { Run } from './run.js';
import { addToken, removeToken, tokensIn } from './tokens.js';
import { closeWaits } from './waits.js';

/** Opens a scope without tokens. */
export function openScope(
  run: Run,
  process: string,
  definition: ScopeDefinition,
  host: Token | null,
  variables?: Variables,
): ScopeState {
  const scope: ScopeState = {
    key: nextKey(run),
    process,
    element: definition.id,
    host: host?.key ?? null,
    alive: 0,
  };
  if (variables) scope.variables = variables;
  run.state.scopes[scope.key] = scope;
  if (host) host.phase = 'active';
  return scope;
}

/** Puts the first token into a scope; it opens the scope's event sub-processes before it goes on. */
export function startScope(run: Run, scope: ScopeState, startEvent: string): Token {
  return addToken(run, scope, startEvent, 'starting');
}

/** Ends a token; the last one ends its scope, and a multi-instance body hears of each. */
export function consume(run: Run, token: Token): void {
  const scope = scopeOf(run, token);
  removeToken(run, token);
  if (scope.alive === 0 || scope.loop) drained(run, scope);
}

/** A scope without tokens is done: its host goes on, or the instance is complete. */
export function drained(run: Run, scope: ScopeState): void {
  const host = hostOf(run, scope);
  if (host) {
    nodeOf(run, host).behaviour.drained?.(run, host, scope);
    return;
  }
  closeWaits(run, scope);
  run.state.status = 'completed';
  run.events.push({ type: 'instanceCompleted', elementId: scope.process, key: scope.key });
}

/** Forgets a scope that has no tokens. */
export function removeScope(run: Run, scope: ScopeState): void {
  closeWaits(run, scope);
  delete run.state.scopes[scope.key];
}

/** Ends all tokens of a scope from outside, with everything inside them. */
export function terminateTokens(run: Run, scope: ScopeState, except?: Token): void {
  for (const token of tokensIn(run, scope)) if (token !== except) terminate(run, token);
  delete scope.joins;
}

/** Ends a token from outside. */
export function terminate(run: Run, token: Token): void {
  terminateContent(run, token);
  if (token.phase !== 'joining' && token.phase !== 'entering' && token.phase !== 'starting')
    emit(run, 'elementTerminated', token);
  removeToken(run, token);
}

/** Closes all that happens inside an activity. */
export function terminateContent(run: Run, token: Token): void {
  resolveIncident(run, token);
  closeWaits(run, token);
  for (const scope of scopesOf(run, token)) {
    terminateTokens(run, scope);
    removeScope(run, scope);
  }
}

function scopesOf(run: Run, token: Token): ScopeState[] {
  if (!scopeDefinition(run.definition, scopeOf(run, token)).nodes.get(token.at)?.holdsScope) return [];
  return Object.values(run.state.scopes).filter((scope) => scope.host === token.key);
}
