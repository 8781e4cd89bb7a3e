import type { Definition, NodeDefinition, ScopeDefinition } from '../definition.js';
import type { InstanceState, ScopeState, Token } from '../state.js';
import type { Effect, EngineEvent, Json } from '../types.js';
import { Copies, copyIndex } from './copies.js';

/** The working copy of a state during one step, and what the step brings about. */
export interface Run {
  readonly definition: Definition;
  /** the state without tokens and scopes; wait states are replaced, never changed */
  readonly state: Omit<InstanceState, 'scopes' | 'tokens'>;
  readonly scopes: Copies<ScopeState>;
  readonly tokens: Copies<Token>;
  /** parts of joins that this step has copied and may change */
  readonly joins: Set<object>;
  readonly now: string;
  readonly events: EngineEvent[];
  readonly effects: Effect[];
  /** tokens to advance, first in first out */
  readonly queue: Token[];
  /** activations left in this command */
  budget: number;
  /** variables have been written since conditions were last looked at */
  changed: Set<string>;
  /** decides instead of data, when the state space is explored */
  readonly oracle: Oracle | null;
}

/** Answers what depends on data, which an exploration leaves open. */
export interface Oracle {
  /** one of 0 … count-1 */
  choose(count: number, element: string): number;
}

export function startRun(
  definition: Definition,
  { process, status, next, scopes, tokens, waits }: InstanceState,
  now: string,
  budget: number,
  oracle: Oracle | null,
): Run {
  return {
    definition,
    state: { process, status, next, waits: copyIndex(waits) },
    scopes: new Copies(scopes, copyScope),
    tokens: new Copies(tokens, copyToken),
    joins: new Set(),
    now,
    events: [],
    effects: [],
    queue: [],
    budget,
    changed: new Set(),
    oracle,
  };
}

/** The state that a run has come to. */
export function stateOf({ state, scopes, tokens }: Run): InstanceState {
  const { process, status, next, waits } = state;
  return { process, status, next, scopes: scopes.record(), tokens: tokens.record(), waits };
}

/** What a token or scope holds is replaced, never changed, but for the counting of a loop. */
function copyToken(token: Token): Token {
  return { ...token };
}

function copyScope(scope: ScopeState): ScopeState {
  return scope.loop ? { ...scope, loop: { ...scope.loop, output: [...scope.loop.output] } } : { ...scope };
}

export function nextKey(run: Run): string {
  return String(run.state.next++);
}

export function scopeOf(run: Run, token: Token): ScopeState {
  return known(run.scopes.get(token.scope), `scope ${token.scope}`);
}

export function hostOf(run: Run, scope: ScopeState): Token | null {
  return scope.host === null ? null : known(run.tokens.get(scope.host), `host ${scope.host}`);
}

export function scopeDefinition(definition: Definition, scope: ScopeState): ScopeDefinition {
  return known(
    definition.processes.get(scope.process)?.scopes.get(scope.element),
    `element ${scope.element}`,
  );
}

export function nodeOf(run: Run, token: Token): NodeDefinition {
  return nodeIn(run, scopeOf(run, token), token.at);
}

export function nodeIn(run: Run, scope: ScopeState, id: string): NodeDefinition {
  return known(scopeDefinition(run.definition, scope).nodes.get(id), `element ${id}`);
}

/** Appends an event about the node a token stands at. */
export function emit(run: Run, type: EngineEvent['type'], token: Token, data?: Json): void {
  const event: EngineEvent = { type, elementId: token.at, key: token.key };
  const { properties, isBody } = nodeOf(run, token);
  if (properties && !isBody) event.properties = properties;
  if (isBody) event.data = { multiInstance: 'body' };
  else if (data !== undefined) event.data = data;
  run.events.push(event);
}

/** A state that does not fit its definition is a bug of the host, not of a user. */
export function known<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`state and definition do not match: no ${what}`);
  return value;
}
