import type { Definition, NodeDefinition, ScopeDefinition } from '../definition.js';
import { nodeOfToken } from '../explain.js';
import type { Compensation, InstanceState, ScopeState, Token, Wait } from '../state.js';
import type { Problem } from '../types.js';
import { refusals } from './refusals.js';

/** Which element of the new version takes the place of which of the old; what is not named keeps its id. */
export interface Mapping {
  /** process of the new version; default: the same id */
  process?: string;
  elements?: Record<string, string>;
}

/** The new version as the instance will see it, and why it can't. */
export interface Plan {
  rename(id: string): string;
  scopeOf(scope: ScopeState): ScopeDefinition | undefined;
  nodeOf(token: Token): NodeDefinition | undefined;
  processOf(scope: ScopeState): string;
  problems: Problem[];
}

/** Looks up where everything of a running instance would stand in the new version. */
export function plan(from: Definition, to: Definition, state: InstanceState, mapping: Mapping): Plan {
  const elements = new Map(Object.entries(mapping.elements ?? {}));
  const rename = (id: string): string => {
    const [own = id, each] = id.split('#');
    const renamed = elements.get(own) ?? own;
    return each === undefined ? renamed : `${renamed}#${each}`;
  };
  const processOf = (scope: ScopeState) =>
    scope.process === state.process ? (mapping.process ?? rename(scope.process)) : rename(scope.process);
  const scopeOf = (scope: ScopeState) => {
    const process = to.processes.get(processOf(scope));
    return scope.element === scope.process ? process?.root : process?.scopes.get(rename(scope.element));
  };
  const nodeOf = (token: Token) => {
    const scope = state.scopes[token.scope];
    return scope && scopeOf(scope)?.nodes.get(rename(token.at));
  };
  const planned: Plan = { rename, scopeOf, nodeOf, processOf, problems: [] };
  planned.problems = problemsOf(from, to, state, planned);
  return planned;
}

function problemsOf(from: Definition, to: Definition, state: InstanceState, planned: Plan): Problem[] {
  const scopes = Object.values(state.scopes).flatMap((scope) => checkScope(scope, planned));
  if (scopes.length > 0) return scopes;
  const tokens = Object.values(state.tokens).flatMap((token) => {
    const before = nodeOfToken(from, state, token);
    return checkToken(token, before, planned.nodeOf(token));
  });
  const waits = Object.values(state.waits).flatMap((wait) => checkWait(state, wait, planned));
  const joins = Object.values(state.scopes).flatMap((scope) => checkJoins(scope, planned));
  return [...tokens, ...waits, ...joins, ...checkCompensations(to, state, planned)];
}

function checkScope(scope: ScopeState, planned: Plan): Problem[] {
  return planned.scopeOf(scope) ? [] : [refusals.gone(scope.element)];
}

function checkToken(token: Token, before: NodeDefinition, after: NodeDefinition | undefined): Problem[] {
  if (!after) return [refusals.gone(token.at)];
  const [old, now] = [before.source, after.source];
  if (kindOf(before) !== kindOf(after)) return [refusals.otherKind(token.at, old.type, now.type)];
  if (before.isBody && JSON.stringify(loopOf(before)) !== JSON.stringify(loopOf(after)))
    return [refusals.otherLoop(token.at)];
  return [];
}

function kindOf({ source, isBody }: NodeDefinition): string {
  const kinds = source.definitions.map(({ kind }) => kind);
  return JSON.stringify([source.type, source.triggeredByEvent, isBody, kinds, source.parallelMultiple]);
}

function loopOf({ source: { loop } }: NodeDefinition): unknown {
  return loop && { kind: loop.kind, sequential: loop.kind === 'multiInstance' && loop.sequential };
}

/** What a waiting token itself waits for must be there; attached events may come and go. */
function checkWait(state: InstanceState, wait: Wait, planned: Plan): Problem[] {
  const token = wait.token === undefined ? undefined : state.tokens[wait.token];
  const node = token && planned.nodeOf(token);
  if (!token || !node || node.source.type !== 'eventBasedGateway') return [];
  const wanted = planned.rename(wait.element);
  const there = node.outgoing.some((flow) => flow.source.target === wanted);
  return there ? [] : [refusals.gone(wait.element)];
}

function checkJoins(scope: ScopeState, planned: Plan): Problem[] {
  const arrived = Object.entries(scope.joins ?? {}).flatMap(([gateway, flows]) =>
    Object.keys(flows).map((flow) => ({ gateway, flow })),
  );
  const resetting = Object.entries(scope.resetting ?? {}).flatMap(([gateway, flows]) =>
    flows.map((flow) => ({ gateway, flow })),
  );
  const places = new Set([...arrived, ...resetting].map((place) => JSON.stringify(place)));
  const renamed = new Set(
    [...arrived, ...resetting].map(({ gateway, flow }) =>
      JSON.stringify({ gateway: planned.rename(gateway), flow: planned.rename(flow) }),
    ),
  );
  if (renamed.size < places.size) return [refusals.joinsMeet(arrived[0]?.gateway ?? scope.element)];
  return [...arrived, ...resetting].flatMap(({ gateway, flow }) => {
    const node = planned.scopeOf(scope)?.nodes.get(planned.rename(gateway));
    if (!node) return [refusals.gone(gateway)];
    const known = flow.startsWith(':') || node.incoming.includes(planned.rename(flow));
    return known ? [] : [refusals.otherFlows(gateway, flow)];
  });
}

/** What could be compensated later, or is about to be. */
function checkCompensations(to: Definition, state: InstanceState, planned: Plan): Problem[] {
  const inScopes = Object.values(state.scopes).map((scope) => ({
    scope,
    records: scope.compensations ?? [],
  }));
  const atTokens = Object.values(state.tokens).flatMap(({ scope: key, compensations = [], compensates }) => {
    const scope = state.scopes[key];
    return scope ? [{ scope, records: [...compensations, ...(compensates?.rest ?? [])] }] : [];
  });
  return [...inScopes, ...atTokens].flatMap(({ scope, records }) => {
    if (records.length === 0) return [];
    const scopes = [...(to.processes.get(planned.processOf(scope))?.scopes.values() ?? [])];
    const lost = (record: Compensation): string[] => [
      ...(scopes.some(({ nodes }) => nodes.has(planned.rename(record.activity))) ? [] : [record.activity]),
      ...(record.inner ?? []).flatMap(lost),
    ];
    return [...new Set(records.flatMap(lost))].map(refusals.compensationGone);
  });
}
