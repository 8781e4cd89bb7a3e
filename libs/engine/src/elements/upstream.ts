import type { ScopeDefinition } from '../definition.js';
import { held } from '../run/joins.js';
import { scopeDefinition } from '../run/run.js';
import type { Run } from '../run/run.js';
import { tokensIn } from '../run/tokens.js';
import type { ScopeState, Token } from '../state.js';

/** For each flow into a gateway, the nodes from which a token can still come by it without passing the gateway. */
export type Upstream = ReadonlyMap<string, ReadonlySet<string>>;

/** Remembers what lies upstream of a gateway; a definition never changes. */
export function upstreamOf(gateway: string): (run: Run, scope: ScopeState) => Upstream {
  let upstream: Upstream | null = null;
  return (run, scope) => (upstream ??= findUpstream(scopeDefinition(run.definition, scope), gateway));
}

/**
 * The tokens that the standard's inclusive join waits for (BPMN 2.0.2 §13.4.3): those with a way to a flow that has no
 * token yet, and no way to one that has. `satisfied` counts as having a token.
 */
export function stillComing(
  run: Run,
  scope: ScopeState,
  { gateway, upstream, satisfied = [] }: { gateway: string; upstream: Upstream; satisfied?: string[] },
): Token[] {
  const full = new Set([...held(scope, gateway).keys(), ...satisfied]);
  const reaches = (token: Token, wanted: boolean) =>
    [...upstream].some(([flow, nodes]) => full.has(flow) === wanted && nodes.has(token.at));
  return tokensIn(run, scope).filter((token) => {
    if (token.at === gateway) return false;
    return reaches(token, false) && !reaches(token, true);
  });
}

function findUpstream({ nodes }: ScopeDefinition, gateway: string): Upstream {
  const before = new Map<string, string[]>();
  const flows = new Map<string, string>();
  const link = (from: string, to: string) => before.set(to, [...(before.get(to) ?? []), from]);
  for (const node of nodes.values()) {
    for (const { id, source } of node.outgoing) {
      link(node.id, source.target);
      if (source.target === gateway) flows.set(id, node.id);
    }
    for (const boundary of node.boundaries) link(node.id, boundary.id);
  }
  return new Map([...flows].map(([flow, from]) => [flow, backwards(from, gateway, before)]));
}

function backwards(from: string, gateway: string, before: Map<string, string[]>): Set<string> {
  const found = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id) || id === gateway) continue;
    found.add(id);
    open.push(...(before.get(id) ?? []));
  }
  return found;
}
