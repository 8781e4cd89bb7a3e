import type { NodeDefinition, ScopeDefinition } from '../definition.js';
import type { ScopeState, Token } from '../state.js';
import type { Variables } from '../types.js';
import { resolveIncident } from './incidents.js';
import { emit, known, nextKey, scopeDefinition, scopeOf } from './run.js';
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
  if (variables) scope.variables = { ...nothings(definition.data), ...variables };
  run.scopes.add(scope);
  if (host) host.phase = 'active';
  return scope;
}

/** Data objects and properties are there from the beginning. */
export function nothings(names: string[]): Variables {
  return Object.fromEntries(names.map((name) => [name, null]));
}

/** Puts the first tokens into a scope; the first opens the scope's event sub-processes before it goes on. */
export function startScope(run: Run, scope: ScopeState, entries: NodeDefinition[]): Token {
  const [first, ...others] = entries;
  const token = addToken(run, scope, known(first, `entry of ${scope.element}`).id, 'starting');
  for (const entry of others) addToken(run, scope, entry.id, 'entering');
  return token;
}

/** The scope inside an activity. */
export function contentOf(run: Run, token: Token): ScopeState {
  const scope = run.scopes.find((each) => each.host === token.key);
  return known(scope, `content of ${token.at}`);
}

/** Forgets a scope that has no tokens. */
export function removeScope(run: Run, scope: ScopeState): void {
  closeWaits(run, scope);
  run.scopes.delete(scope.key);
}

/** Ends all tokens of a scope from outside, with everything inside them. */
export function terminateTokens(run: Run, scope: ScopeState, except?: Token): void {
  for (const token of tokensIn(run, scope)) if (token !== except) terminate(run, token);
  delete scope.joins;
  delete scope.resetting;
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
  return run.scopes.filter((scope) => scope.host === token.key);
}
