import type { NodeDefinition } from '../../definition.js';
import { compensateAll, completedIn } from '../../run/compensation.js';
import { fireBoundary } from '../../run/fire.js';
import { raiseIncident } from '../../run/incidents.js';
import { emit, hostOf, nodeOf, scopeOf } from '../../run/run.js';
import type { Run } from '../../run/run.js';
import { terminateTokens } from '../../run/scopes.js';
import { closeWaits } from '../../run/waits.js';
import type { ScopeState, Token } from '../../state.js';
import type { Throw } from './throw.js';

/**
 * Cancels the transaction around it: all else in it ends, what has completed is compensated, and the transaction is
 * left by its cancel event. Of a multi-instance transaction that holds for all runs, the cancelling one first.
 */
export const cancelThrow: Throw = {
  throw(run, token) {
    const transaction = transactionAround(run, token);
    if (!transaction) {
      const message = {
        de: `„${token.at}“ steht in keiner Transaktion mit einem angehefteten Abbruch-Ereignis.`,
        en: `"${token.at}" stands in no transaction with a cancel boundary event.`,
      };
      raiseIncident(run, token, { code: 'NO_TRANSACTION', message });
      return 'gone';
    }
    const { scope, host, left } = transaction;
    const completed = completedIn(run, scope);
    if (left !== host) {
      const runs = scopeOf(run, host);
      runs.compensations = completedIn(run, runs, host);
      terminateTokens(run, runs, host);
    }
    endAllBut(run, token, scope);
    if (compensateAll(run, scope, token, completed)) return 'waiting';
    return goOn(run, token) ? 'waiting' : 'gone';
  },
  compensated: goOn,
};

/** Ends what runs beside a token, from its own scope out to the given one. */
function endAllBut(run: Run, token: Token, outermost: ScopeState): void {
  for (let inner: Token | null = token; inner;) {
    const scope: ScopeState = scopeOf(run, inner);
    closeWaits(run, scope);
    scope.interrupted = true;
    terminateTokens(run, scope, inner);
    inner = scope === outermost ? null : hostOf(run, scope);
  }
}

/** The cancelling run is compensated: now the others, then the transaction is left. True: it waits for those. */
function goOn(run: Run, token: Token): boolean {
  const transaction = transactionAround(run, token);
  if (!transaction) return false;
  const { host, left, boundary } = transaction;
  const runs = scopeOf(run, host);
  if (left !== host && compensateAll(run, runs, token, runs.compensations ?? [])) return true;
  emit(run, 'elementCompleted', token);
  fireBoundary(run, left, boundary, { variables: {}, waits: [] });
  return false;
}

interface Around {
  /** inside the transaction */
  scope: ScopeState;
  /** the token at the transaction */
  host: Token;
  /** the token at the activity that the boundary event is attached to: the transaction or its multi-instance body */
  left: Token;
  boundary: NodeDefinition;
}

function transactionAround(run: Run, token: Token): Around | null {
  for (let scope = scopeOf(run, token), host = hostOf(run, scope); host;) {
    if (nodeOf(run, host).source.type === 'transaction') return cancelOf(run, scope, host);
    scope = scopeOf(run, host);
    host = hostOf(run, scope);
  }
  return null;
}

function cancelOf(run: Run, scope: ScopeState, host: Token): Around | null {
  const around = hostOf(run, scopeOf(run, host));
  for (const left of around?.at === host.at ? [host, around] : [host]) {
    const boundary = nodeOf(run, left).boundaries.find(({ source }) =>
      source.definitions.some((definition) => definition.kind === 'cancel'),
    );
    if (boundary) return { scope, host, left, boundary };
  }
  return null;
}
