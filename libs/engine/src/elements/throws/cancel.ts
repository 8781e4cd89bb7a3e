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
 * left by its cancel event.
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
    const { scope, inner } = transaction;
    const completed = completedIn(run, scope);
    closeWaits(run, scope);
    scope.interrupted = true;
    terminateTokens(run, scope, inner);
    if (compensateAll(run, scope, token, completed)) return 'waiting';
    leaveTransaction(run, token);
    return 'gone';
  },
  compensated: leaveTransaction,
};

function leaveTransaction(run: Run, token: Token): void {
  const transaction = transactionAround(run, token);
  if (!transaction) return;
  emit(run, 'elementCompleted', token);
  fireBoundary(run, transaction.left, transaction.boundary, { variables: {}, waits: [] });
}

interface Around {
  scope: ScopeState;
  /** the token of that scope that the cancelling one is, or stands inside of */
  inner: Token;
  /** the token at the activity that the boundary event is attached to: the transaction or its multi-instance body */
  left: Token;
  boundary: NodeDefinition;
}

function transactionAround(run: Run, token: Token): Around | null {
  let inner = token;
  for (let scope = scopeOf(run, inner), host = hostOf(run, scope); host;) {
    if (nodeOf(run, host).source.type === 'transaction') return cancelOf(run, scope, inner, host);
    inner = host;
    scope = scopeOf(run, inner);
    host = hostOf(run, scope);
  }
  return null;
}

function cancelOf(run: Run, scope: ScopeState, inner: Token, host: Token): Around | null {
  const around = hostOf(run, scopeOf(run, host));
  for (const left of around?.at === host.at ? [host, around] : [host]) {
    const boundary = nodeOf(run, left).boundaries.find(({ source }) =>
      source.definitions.some((definition) => definition.kind === 'cancel'),
    );
    if (boundary) return { scope, inner, left, boundary };
  }
  return null;
}
