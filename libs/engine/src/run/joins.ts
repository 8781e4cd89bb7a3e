import type { NodeDefinition } from '../definition.js';
import type { ScopeState, Token } from '../state.js';
import { parseInstant } from '../time/instant.js';
import { nodeIn, scopeOf } from './run.js';
import type { Run } from './run.js';
import { removeToken } from './tokens.js';

/** Lets a token wait at a node until others have come, under the flow it came by. */
export function hold(run: Run, token: Token, flow: string): void {
  const arrived = arrivals(run, scopeOf(run, token), token.at);
  arrived[flow] = [...(own(arrived, flow) ?? []), token.key];
  token.phase = 'joining';
}

/** Who has arrived at a node, to be changed: a copy of what the incoming state holds. */
function arrivals(run: Run, scope: ScopeState, node: string): Record<string, string[]> {
  let { joins } = scope;
  if (!joins || !run.joins.has(joins)) {
    joins = scope.joins = { ...joins };
    run.joins.add(joins);
  }
  let arrived = own(joins, node);
  if (!arrived || !run.joins.has(arrived)) {
    arrived = joins[node] = copyOf(arrived ?? {});
    run.joins.add(arrived);
  }
  return arrived;
}

/** For as many flows as a wide join has, V8 spreads a record three to five times as slowly. */
function copyOf(arrived: Record<string, string[]>): Record<string, string[]> {
  const copy: Record<string, string[]> = {};
  for (const flow of Object.keys(arrived)) copy[flow] = arrived[flow] ?? [];
  return copy;
}

/** Whether none waits at a node by one of the flows. */
export function isMissing(scope: ScopeState, node: string, flows: string[]): boolean {
  const arrived = own(scope.joins ?? {}, node);
  return !arrived || flows.some((flow) => !Object.hasOwn(arrived, flow));
}

/** The flows by which tokens wait at a node, with how many; the order is the same however the state was stored. */
export function held(scope: ScopeState, node: string): Map<string, number> {
  const arrived = Object.entries(own(scope.joins ?? {}, node) ?? {});
  if (arrived.length > 1) arrived.sort(([, a], [, b]) => Number(a[0]) - Number(b[0]));
  return new Map(arrived.map(([flow, keys]) => [flow, keys.length]));
}

/** Takes the oldest waiting token of each of the flows out of the join; they still live in the scope. */
export function release(run: Run, scope: ScopeState, node: string, flows: Iterable<string>): Token[] {
  const arrived = arrivals(run, scope, node);
  const released: Token[] = [];
  for (const flow of flows) {
    const [oldest, ...rest] = own(arrived, flow) ?? [];
    const token = run.tokens.get(oldest ?? '');
    if (token) released.push(token);
    if (rest.length > 0) arrived[flow] = rest;
    else delete arrived[flow];
  }
  forgetEmpty(scope, node);
  return released;
}

/** A token that waits at a join is taken away from outside. */
export function forgetWaiting(run: Run, scope: ScopeState, token: Token): void {
  for (const node of Object.keys(scope.joins ?? {})) {
    const arrived = arrivals(run, scope, node);
    for (const [flow, keys] of Object.entries(arrived)) {
      const left = keys.filter((key) => key !== token.key);
      if (left.length > 0) arrived[flow] = left;
      else delete arrived[flow];
    }
    forgetEmpty(scope, node);
  }
}

function forgetEmpty(scope: ScopeState, node: string): void {
  const joins = scope.joins ?? {};
  if (Object.keys(own(joins, node) ?? {}).length === 0) delete joins[node];
  if (Object.keys(joins).length === 0) delete scope.joins;
}

/** The start quantity of an activity: that many tokens make one; false: they are not there yet (§13.3.2 Activities). */
export function gather(run: Run, token: Token, node: NodeDefinition): boolean {
  const scope = scopeOf(run, token);
  const waiting = held(scope, node.id).get(anyFlow) ?? 0;
  if (waiting + 1 < node.source.startQuantity) {
    hold(run, token, anyFlow);
    return false;
  }
  for (let count = 0; count < waiting; count += 1)
    for (const partner of release(run, scope, node.id, [anyFlow])) removeToken(run, partner);
  return true;
}

/** No possible id of a flow: the tokens of an activity with a start quantity, whichever way they came. */
const anyFlow = ':any';

/**
 * When nothing else can move, lets one gateway go on at which tokens wait for those that can still arrive: the first
 * that waits for none, else the oldest of those that only wait for one another. False: there is none.
 */
export function settleJoins(run: Run): boolean {
  for (const { key, joins, resetting } of run.scopes.values()) {
    const scope = joins || resetting ? run.scopes.get(key) : undefined;
    if (!scope) continue;
    const waiting = waitingAt(run, scope).sort(longestFirst);
    const ready = waiting.find(({ pending }) => pending.length === 0) ?? circle(waiting)[0];
    if (!ready) continue;
    ready.node.behaviour.join?.release(run, scope);
    return true;
  }
  return false;
}

interface WaitingJoin {
  node: NodeDefinition;
  pending: Token[];
  /** of the token that has waited longest; none waits at a gateway that only waits for the rest of a round */
  since: number;
  key: number;
}

function waitingAt(run: Run, scope: ScopeState): WaitingJoin[] {
  const ids = new Set([...Object.keys(scope.joins ?? {}), ...Object.keys(scope.resetting ?? {})]);
  return [...ids].flatMap((id): WaitingJoin[] => {
    const node = nodeIn(run, scope, id);
    const pending = node.behaviour.join?.pending(run, scope);
    if (!pending) return [];
    const keys = Object.values(own(scope.joins ?? {}, id) ?? {}).flat();
    const since = keys.map((key) => parseInstant(run.tokens.get(key)?.since ?? '')?.epoch ?? Infinity);
    return [{ node, pending, since: Math.min(...since), key: Math.min(...keys.map(Number)) }];
  });
}

function longestFirst(a: WaitingJoin, b: WaitingJoin): number {
  if (a.since !== b.since) return a.since < b.since ? -1 : 1;
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.node.id < b.node.id ? -1 : 1;
}

/** The joins that wait for nothing but tokens at one another. */
function circle(waiting: WaitingJoin[]): WaitingJoin[] {
  let stuck = waiting;
  for (;;) {
    const places = new Set(stuck.map(({ node }) => node.id));
    const still = stuck.filter(({ pending }) =>
      pending.every((token) => token.phase === 'joining' && places.has(token.at)),
    );
    if (still.length === stuck.length) return stuck;
    stuck = still;
  }
}

/** BPMN ids may be called like members of every object. */
export function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
