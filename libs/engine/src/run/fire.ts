import type { EventSubProcess, NodeDefinition } from '../definition.js';
import type { Owner } from '../elements/element.js';
import type { ScopeState, Token, Wait } from '../state.js';
import { addDuration } from '../time/duration.js';
import type { Variables } from '../types.js';
import { emit, known, nodeIn, nodeOf, scopeDefinition, scopeOf } from './run.js';
import type { Run } from './run.js';
import { terminateContent, terminateTokens } from './scopes.js';
import { addToken, removeToken } from './tokens.js';
import { closeWait, closeWaits, openWait } from './waits.js';

/** What a wait state waited for has happened; an event that needs several of them goes on with the last. */
export function fireWait(run: Run, wait: Wait, variables: Variables): void {
  const event = eventOf(run, wait);
  closeWait(run, wait, 'completed');
  const gathered = {
    variables: { ...wait.gathered?.variables, ...variables },
    waits: [...(wait.gathered?.waits ?? []), wait],
  };
  if (event.source.parallelMultiple) {
    const next = waitsBeside(run, wait)[0];
    if (next) {
      run.state.waits[next.key] = { ...next, gathered };
      return;
    }
  }
  if (wait.scope === undefined) fireAtToken(run, wait, gathered);
  else {
    const scope = known(run.scopes.get(wait.scope), `scope ${wait.scope}`);
    const { eventSubProcesses } = scopeDefinition(run.definition, scope);
    const found = eventSubProcesses.find(({ start }) => start.id === wait.element);
    startEventSubProcess(run, scope, known(found, `element ${wait.element}`), gathered);
  }
}

interface Fired {
  variables: Variables;
  /** the wait states that fired; none: an error or escalation */
  waits: Wait[];
}

function fireAtToken(run: Run, wait: Wait, fired: Fired): void {
  const token = known(run.tokens.get(wait.token ?? ''), `token ${wait.token}`);
  const node = nodeOf(run, token);
  const boundary = node.boundaries.find((candidate) => candidate.id === wait.element);
  if (boundary) fireBoundary(run, token, boundary, fired);
  else node.behaviour.fire?.(run, token, wait, fired.variables);
}

/** The event a wait state belongs to. */
export function eventOf(run: Run, wait: Wait): NodeDefinition {
  const token = wait.token === undefined ? undefined : run.tokens.get(wait.token);
  if (token) {
    const boundary = nodeOf(run, token).boundaries.find(({ id }) => id === wait.element);
    return boundary ?? nodeIn(run, scopeOf(run, token), wait.element);
  }
  const scope = known(run.scopes.get(wait.scope ?? ''), `scope ${wait.scope}`);
  const { eventSubProcesses } = scopeDefinition(run.definition, scope);
  const found = eventSubProcesses.find(({ start }) => start.id === wait.element);
  return known(found, `element ${wait.element}`).start;
}

function waitsBeside(run: Run, { element, token, scope }: Wait): Wait[] {
  return Object.values(run.state.waits).filter(
    (each) => each.element === element && each.token === token && each.scope === scope,
  );
}

/** Starts a boundary event; an interrupting one ends the activity it is attached to. */
export function fireBoundary(run: Run, token: Token, boundary: NodeDefinition, fired: Fired): void {
  const scope = scopeOf(run, token);
  const { compensates } = token;
  if (boundary.source.interrupting) {
    terminateContent(run, token);
    emit(run, 'elementTerminated', token);
    removeToken(run, token);
  } else rearm(run, { token }, boundary, fired.waits);
  const started = addToken(run, scope, boundary.id, 'entering');
  started.delivered = fired.variables;
  if (boundary.source.interrupting && compensates) started.compensates = compensates;
}

/** Starts an event sub-process; an interrupting one ends all else in its scope. */
export function startEventSubProcess(
  run: Run,
  scope: ScopeState,
  { node, start }: EventSubProcess,
  fired: Fired,
): void {
  if (start.source.interrupting) {
    scope.interrupted = true;
    if (scope.adHoc) scope.adHoc = { ...scope.adHoc, pending: [], done: true };
    closeWaits(run, scope);
    terminateTokens(run, scope);
  } else rearm(run, { scope }, start, fired.waits);
  addToken(run, scope, node.id, 'entering').delivered = fired.variables;
}

/** A non-interrupting event waits again; one that needs several only as long as all of them can happen again. */
function rearm(run: Run, owner: Owner, event: NodeDefinition, waits: Wait[]): void {
  const again = waits.filter((wait) => wait.kind !== 'timer' || isLasting(wait));
  if (event.source.parallelMultiple && again.length < waits.length) return;
  for (const wait of again) reopen(run, owner, wait);
}

/** A timer whose cycle goes on. */
function isLasting({ every, repeat }: Wait): boolean {
  return every !== undefined && repeat !== 0;
}

/** Each time has its own key. */
function reopen(run: Run, owner: Owner, wait: Wait): void {
  const { key: _key, token: _token, scope: _scope, gathered: _gathered, ...same } = wait;
  const { message, correlationKey = null, signal } = wait;
  if (wait.kind === 'message' && message !== undefined)
    openWait(run, owner, same, { type: 'openSubscription', message, correlationKey });
  if (wait.kind === 'signal' && signal !== undefined)
    openWait(run, owner, same, { type: 'openSignal', signal });
  if (wait.kind === 'condition') openWait(run, owner, { ...same, held: true }, null);
  if (wait.kind !== 'timer' || wait.every === undefined) return;
  const due = addDuration(wait.due ?? run.now, wait.every);
  if (due === null) return;
  const repeat = typeof wait.repeat === 'number' ? wait.repeat - 1 : null;
  openWait(run, owner, { ...same, due, repeat }, { type: 'openTimer', dueAt: due });
}
