import type { EventSubProcess, NodeDefinition } from '../definition.js';
import type { ScopeState, Token, Wait } from '../state.js';
import { addDuration } from '../time/duration.js';
import type { Variables } from '../types.js';
import { emit, known, nodeOf, scopeDefinition, scopeOf } from './run.js';
import type { Run } from './run.js';
import { terminateContent, terminateTokens } from './scopes.js';
import { addToken, removeToken } from './tokens.js';
import { closeWait, closeWaits, openWait } from './waits.js';

/** What a wait state waited for has happened. */
export function fireWait(run: Run, wait: Wait, variables: Variables): void {
  closeWait(run, wait, 'completed');
  if (wait.scope !== undefined) {
    const scope = known(run.state.scopes[wait.scope], `scope ${wait.scope}`);
    const { eventSubProcesses } = scopeDefinition(run.definition, scope);
    const found = eventSubProcesses.find(({ start }) => start.id === wait.element);
    startEventSubProcess(run, scope, known(found, `element ${wait.element}`), variables, wait);
    return;
  }
  const token = known(run.state.tokens[wait.token ?? ''], `token ${wait.token}`);
  const node = nodeOf(run, token);
  const boundary = node.boundaries.find((candidate) => candidate.id === wait.element);
  if (boundary) fireBoundary(run, token, boundary, variables, wait);
  else node.behaviour.fire?.(run, token, wait, variables);
}

/** Starts a boundary event; an interrupting one ends the activity it is attached to. */
export function fireBoundary(
  run: Run,
  token: Token,
  boundary: NodeDefinition,
  variables: Variables,
  wait?: Wait,
): void {
  const scope = scopeOf(run, token);
  if (boundary.source.interrupting) {
    terminateContent(run, token);
    emit(run, 'elementTerminated', token);
    removeToken(run, token);
  } else if (wait) rearm(run, { token }, wait);
  addToken(run, scope, boundary.id, 'entering').delivered = variables;
}

/** Starts an event sub-process; an interrupting one ends all else in its scope. */
export function startEventSubProcess(
  run: Run,
  scope: ScopeState,
  { node, start }: EventSubProcess,
  variables: Variables,
  wait?: Wait,
): void {
  if (start.source.interrupting) {
    scope.interrupted = true;
    closeWaits(run, scope);
    terminateTokens(run, scope);
  } else if (wait) rearm(run, { scope }, wait);
  addToken(run, scope, node.id, 'entering').delivered = variables;
}

/** A non-interrupting event waits again: messages always, timers while their cycle lasts. Each time has its own key. */
function rearm(run: Run, owner: { token: Token } | { scope: ScopeState }, wait: Wait): void {
  const { element, message, correlationKey = null } = wait;
  if (wait.kind === 'message' && message !== undefined)
    openWait(
      run,
      owner,
      { kind: 'message', element, message, correlationKey },
      { type: 'openSubscription', message, correlationKey },
    );
  if (wait.kind !== 'timer' || wait.every === undefined || wait.repeat === 0) return;
  const due = addDuration(wait.due ?? run.now, wait.every);
  if (due === null) return;
  const repeat = typeof wait.repeat === 'number' ? wait.repeat - 1 : null;
  openWait(
    run,
    owner,
    { kind: 'timer', element, due, repeat, every: wait.every },
    { type: 'openTimer', dueAt: due },
  );
}
