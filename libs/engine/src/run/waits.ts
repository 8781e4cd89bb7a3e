import type { ScopeState, Token, Wait } from '../state.js';
import type { Effect } from '../types.js';
import { nextKey } from './run.js';
import type { Run } from './run.js';

type CloseReason = 'completed' | 'cancelled';
type Opened = Extract<Effect, { type: `open${string}` }>;
type Details<T> = T extends Opened ? Omit<T, 'key' | 'elementId'> : never;

const closing = {
  userTask: 'closeUserTask',
  job: 'closeJob',
  timer: 'closeTimer',
  message: 'closeSubscription',
  signal: 'closeSignal',
} as const;

/** Opens a wait state and tells the host; only conditions (no effect) are nobody's business but the instance's. */
export function openWait(
  run: Run,
  owner: { token: Token } | { scope: ScopeState },
  wait: Omit<Wait, 'key' | 'token' | 'scope'>,
  effect: Details<Opened> | null,
): void {
  const key = nextKey(run);
  const holder = 'token' in owner ? owner.token : owner.scope;
  run.state.waits[key] =
    'token' in owner ? { ...wait, key, token: owner.token.key } : { ...wait, key, scope: owner.scope.key };
  holder.waits = holder.waits ? [...holder.waits, key] : [key];
  if (effect) run.effects.push({ ...effect, key, elementId: wait.element } as Effect);
}

/** Ends one wait state. */
export function closeWait(run: Run, wait: Wait, reason: CloseReason): void {
  delete run.state.waits[wait.key];
  const holder = wait.token === undefined ? run.scopes.get(wait.scope ?? '') : run.tokens.get(wait.token);
  if (holder?.waits) {
    const left = holder.waits.filter((key) => key !== wait.key);
    if (left.length > 0) holder.waits = left;
    else delete holder.waits;
  }
  if (wait.kind !== 'condition')
    run.effects.push({ type: closing[wait.kind], key: wait.key, elementId: wait.element, reason });
}

/** Ends the wait states of a token that belong to one event. */
export function closeWaitsAt(run: Run, token: Token, element: string): void {
  for (const key of token.waits ?? []) {
    const wait = run.state.waits[key];
    if (wait?.element === element) closeWait(run, wait, 'cancelled');
  }
}

/** Ends all wait states of a token or of a scope's event sub-processes. */
export function closeWaits(run: Run, holder: Token | ScopeState): void {
  for (const key of holder.waits ?? []) {
    const wait = run.state.waits[key];
    if (wait) closeWait(run, wait, 'cancelled');
  }
}
