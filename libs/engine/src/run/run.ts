import type { Definition, NodeDefinition, ScopeDefinition } from '../definition.js';
import type { InstanceState, ScopeState, Token } from '../state.js';
import type { Effect, EngineEvent, Json } from '../types.js';

/** The working copy of a state during one step, and what the step brings about. */
export interface Run {
  readonly definition: Definition;
  readonly state: InstanceState;
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
  state: InstanceState,
  now: string,
  budget: number,
  oracle: Oracle | null,
): Run {
  const nothing = { events: [], effects: [], queue: [], changed: new Set<string>() };
  return { definition, state: copyState(state), now, budget, oracle, ...nothing };
}

/** Copies what a step may change; variables are replaced, never changed, so they are shared. */
function copyState(state: InstanceState): InstanceState {
  const scopes: InstanceState['scopes'] = {};
  for (const [key, scope] of Object.entries(state.scopes)) scopes[key] = copyScope(scope);
  const tokens: InstanceState['tokens'] = {};
  for (const [key, token] of Object.entries(state.tokens))
    tokens[key] = token.waits ? { ...token, waits: [...token.waits] } : { ...token };
  return { ...state, scopes, tokens, waits: { ...state.waits } };
}

function copyScope(scope: ScopeState): ScopeState {
  const copy = { ...scope };
  if (scope.waits) copy.waits = [...scope.waits];
  if (scope.loop) copy.loop = { ...scope.loop, output: [...scope.loop.output] };
  if (scope.joins) copy.joins = structuredClone(scope.joins);
  return copy;
}

export function nextKey(run: Run): string {
  return String(run.state.next++);
}

export function scopeOf(run: Run, token: Token): ScopeState {
  return known(run.state.scopes[token.scope], `scope ${token.scope}`);
}

export function hostOf(run: Run, scope: ScopeState): Token | null {
  return scope.host === null ? null : known(run.state.tokens[scope.host], `host ${scope.host}`);
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
