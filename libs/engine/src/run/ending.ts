import type { ScopeState, Token } from '../state.js';
import { compensated } from './compensation.js';
import { hostOf, nodeOf, scopeOf } from './run.js';
import type { Run } from './run.js';
import { removeScope } from './scopes.js';
import { removeToken } from './tokens.js';
import { closeWaits } from './waits.js';

/** Ends a token; the last one ends its scope, and a loop or ad-hoc sub-process hears of each. */
export function consume(run: Run, token: Token): void {
  const scope = scopeOf(run, token);
  removeToken(run, token);
  if (token.compensates) compensated(run, scope, token.compensates);
  if (!run.scopes.holds(scope)) return;
  if (scope.alive === 0 || scope.loop || scope.adHoc) drained(run, scope);
}

/** A scope without tokens is done: its host goes on, or the instance is complete. */
export function drained(run: Run, scope: ScopeState): void {
  const host = hostOf(run, scope);
  if (host?.compensates && !nodeOf(run, host).source.isForCompensation) {
    removeScope(run, scope);
    consume(run, host);
    return;
  }
  if (host) {
    nodeOf(run, host).behaviour.drained?.(run, host, scope);
    return;
  }
  closeWaits(run, scope);
  run.state.status = 'completed';
  run.events.push({ type: 'instanceCompleted', elementId: scope.process, key: scope.key });
}
