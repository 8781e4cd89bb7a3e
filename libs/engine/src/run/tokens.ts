import type { Phase, ScopeState, Token } from '../state.js';
import { nextKey } from './run.js';
import type { Run } from './run.js';

/** Adds a token to a scope and lets it advance in turn. */
export function addToken(run: Run, scope: ScopeState, at: string, phase: Phase): Token {
  const token = placeToken(run, scope, at, phase);
  run.queue.push(token);
  return token;
}

/** Adds a token to a scope, where it stays. */
export function placeToken(run: Run, scope: ScopeState, at: string, phase: Phase): Token {
  const token: Token = { key: nextKey(run), scope: scope.key, at, since: run.now, phase };
  run.tokens.add(token);
  scope.alive += 1;
  return token;
}

/** Sends a token on: it advances in turn. */
export function enqueue(run: Run, token: Token, phase: Phase): void {
  token.phase = phase;
  run.queue.push(token);
}

/** Takes a token out of its scope; what it held must be closed before. */
export function removeToken(run: Run, token: Token): void {
  run.tokens.delete(token.key);
  const scope = run.scopes.get(token.scope);
  if (scope) scope.alive -= 1;
}

export function tokensIn(run: Run, scope: ScopeState): Token[] {
  return run.tokens.filter((token) => token.scope === scope.key);
}
