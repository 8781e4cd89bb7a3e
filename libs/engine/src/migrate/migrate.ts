import type { Definition, NodeDefinition, ScopeDefinition } from '../definition.js';
import { nodeOfToken } from '../explain.js';
import { problems } from '../problems.js';
import { openAll } from '../run/attached.js';
import { drain } from '../run/activity.js';
import { nodeOf, scopeDefinition, scopeOf, startRun, stateOf } from '../run/run.js';
import type { Run } from '../run/run.js';
import { tokensIn } from '../run/tokens.js';
import { closeWait } from '../run/waits.js';
import { statusOf } from '../step.js';
import type { Compensation, InstanceState, ScopeState, Token, Wait } from '../state.js';
import type { Effect, EngineEvent, Problem, Stamp } from '../types.js';
import { plan } from './plan.js';
import type { Mapping, Plan } from './plan.js';
import { refusals } from './refusals.js';

/** With problems the state is the one that came in and nothing happened. */
export interface MigrationResult {
  state: InstanceState;
  events: EngineEvent[];
  effects: Effect[];
  problems: Problem[];
}

/**
 * Moves a running instance to another version of its process. Open tasks, jobs and timers stay as they are; boundary
 * events and event sub-processes that the new version adds begin to wait, those that it lacks stop. Refused with all
 * reasons when something that runs has no place there.
 */
export function migrate(
  from: Definition,
  to: Definition,
  state: InstanceState,
  mapping: Mapping,
  stamp: Stamp,
): MigrationResult {
  const nothing = (found: Problem[]): MigrationResult => ({
    state,
    events: [],
    effects: [],
    problems: found,
  });
  if (state.status === 'completed' || state.status === 'terminated') return nothing([problems.ended()]);
  const planned = plan(from, to, state, mapping);
  if (planned.problems.length > 0) return nothing(planned.problems);
  const run = startRun(to, renamed(state, planned), stamp.now, 10_000, null);
  const failed = adjustAttached(run, from, state, planned.rename);
  if (failed.length > 0) return nothing(failed);
  drain(run);
  const moved = stateOf(run);
  moved.status = statusOf(moved);
  const { process } = moved;
  const data = { process, elements: { ...mapping.elements } };
  return {
    state: moved,
    events: [{ type: 'instanceMigrated', elementId: process, data }, ...run.events],
    effects: run.effects,
    problems: [],
  };
}

function adjustAttached(run: Run, from: Definition, state: InstanceState, rename: Plan['rename']): Problem[] {
  const atTokens = Object.values(state.tokens).flatMap((token) => {
    const [moved, scope] = [run.tokens.get(token.key), state.scopes[token.scope]];
    if (!moved || !scope) return [];
    const before = eventsBeside(nodeOfToken(from, state, token), scopeDefinition(from, scope));
    return adjustToken(run, moved, before, rename);
  });
  const inScopes = Object.values(state.scopes).flatMap((scope) => {
    const moved = run.scopes.get(scope.key);
    return moved ? adjustScope(run, moved, scopeDefinition(from, scope), rename) : [];
  });
  return [...atTokens, ...inScopes];
}

/** The state in the words of the new version. */
function renamed(state: InstanceState, planned: Plan): InstanceState {
  const { rename } = planned;
  const scopes = mapValues(state.scopes, (scope) => renameScope(scope, planned));
  const root = Object.values(scopes).find((scope) => scope.host === null);
  return {
    ...state,
    process: root?.process ?? state.process,
    scopes,
    tokens: mapValues(state.tokens, (token): Token => ({
      ...token,
      at: rename(token.at),
      ...(token.via === undefined ? {} : { via: rename(token.via) }),
      ...(token.compensations ? { compensations: renameAll(token.compensations, rename) } : {}),
      ...(token.compensates
        ? { compensates: { ...token.compensates, rest: renameAll(token.compensates.rest, rename) } }
        : {}),
      ...(token.incident ? { incident: { ...token.incident, element: rename(token.incident.element) } } : {}),
    })),
    waits: mapValues(state.waits, (wait) => renameWait(wait, rename)),
  };
}

function renameWait(wait: Wait, rename: Plan['rename']): Wait {
  const { gathered } = wait;
  const waits = gathered?.waits.map((each) => renameWait(each, rename));
  return {
    ...wait,
    element: rename(wait.element),
    ...(gathered && waits ? { gathered: { ...gathered, waits } } : {}),
  };
}

function renameScope(scope: ScopeState, { rename, processOf, scopeOf }: Plan): ScopeState {
  const changed: ScopeState = {
    ...scope,
    process: processOf(scope),
    element: scopeOf(scope)?.id ?? scope.element,
  };
  if (scope.joins)
    changed.joins = renameKeys(scope.joins, rename, (arrived) => renameKeys(arrived, rename, (keys) => keys));
  if (scope.resetting) changed.resetting = renameKeys(scope.resetting, rename, (flows) => flows.map(rename));
  if (scope.compensations) changed.compensations = renameAll(scope.compensations, rename);
  if (scope.adHoc) changed.adHoc = { ...scope.adHoc, pending: scope.adHoc.pending.map(rename) };
  return changed;
}

function renameAll(records: Compensation[], rename: Plan['rename']): Compensation[] {
  return records.map((record) => ({
    ...record,
    activity: rename(record.activity),
    ...(record.inner ? { inner: renameAll(record.inner, rename) } : {}),
  }));
}

/** Opens and closes what a token waits for beside its own work: boundary events, or the events behind its gateway. */
function adjustToken(run: Run, token: Token, before: NodeDefinition[], rename: Plan['rename']): Problem[] {
  if (!['activating', 'active', 'repeating'].includes(token.phase)) return [];
  const after = eventsBeside(nodeOf(run, token), scopeDefinition(run.definition, scopeOf(run, token)));
  return adjust(run, token, { before, after, rename, owner: { token } });
}

function eventsBeside(node: NodeDefinition, { nodes }: ScopeDefinition): NodeDefinition[] {
  if (node.source.type !== 'eventBasedGateway') return node.boundaries;
  return node.outgoing.flatMap((flow) => nodes.get(flow.source.target) ?? []);
}

/** Opens and closes the event sub-processes of a scope. */
function adjustScope(
  run: Run,
  scope: ScopeState,
  before: ScopeDefinition,
  rename: Plan['rename'],
): Problem[] {
  const [token] = tokensIn(run, scope);
  if (!token || token.phase === 'starting' || scope.interrupted) return [];
  const startsOf = ({ eventSubProcesses }: ScopeDefinition) => eventSubProcesses.map(({ start }) => start);
  const after = startsOf(scopeDefinition(run.definition, scope));
  return adjust(run, token, { before: startsOf(before), after, rename, owner: { scope } });
}

interface Attached {
  before: NodeDefinition[];
  after: NodeDefinition[];
  rename: Plan['rename'];
  owner: { token: Token } | { scope: ScopeState };
}

/** Events that wait for the same as before go on waiting, or have fired for good. */
function adjust(run: Run, token: Token, { before, after, rename, owner }: Attached): Problem[] {
  const same = new Set(
    after
      .filter((event) => before.some((old) => rename(old.id) === event.id && kindsOf(old) === kindsOf(event)))
      .map(({ id }) => id),
  );
  const attached = new Set([...before.map((old) => rename(old.id))]);
  const holder = 'token' in owner ? owner.token : owner.scope;
  for (const key of holder.waits ?? []) {
    const wait = run.state.waits[key];
    if (wait && attached.has(wait.element) && !same.has(wait.element)) closeWait(run, wait, 'cancelled');
  }
  const added = after.filter((event) => !same.has(event.id));
  if (openAll(run, token, added, owner)) return [];
  return token.incident ? [refusals.attachedFails(token.at, token.incident.message)] : [];
}

function kindsOf({ source }: NodeDefinition): string {
  return source.definitions.map(({ kind }) => kind).join();
}

function mapValues<T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function renameKeys<T>(
  record: Record<string, T>,
  rename: (key: string) => string,
  change: (value: T) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [rename(key), change(value)]));
}
