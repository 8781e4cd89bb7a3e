import type { ScopeDefinition } from '../definition.js';
import { held } from '../run/joins.js';
import { scopeDefinition } from '../run/run.js';
import type { Run } from '../run/run.js';
import type { ScopeState, Token } from '../state.js';

/** For each flow into a gateway, the nodes from which a token can still come by it without passing the gateway. */
export type Upstream = ReadonlyMap<string, Sources>;

interface Sources {
  /** by sequence flows alone */
  flowing: ReadonlySet<string>;
  /** also by a boundary event of the activity that the token is at */
  all: ReadonlySet<string>;
}

/** Remembers what lies upstream of a gateway; a definition never changes. */
export function upstreamOf(gateway: string): (run: Run, scope: ScopeState) => Upstream {
  let upstream: Upstream | null = null;
  return (run, scope) => (upstream ??= findUpstream(scopeDefinition(run.definition, scope), gateway));
}

/**
 * The tokens that the standard's inclusive join waits for (BPMN 2.0.2 §13.4.3): those with a way to a flow that has no
 * token yet, and no way to one that has. `satisfied` counts as having a token. A boundary event can bring a token, but is
 * no way of the activity's own: what a non-interrupting one has sent does not stand for the activity.
 */
export function stillComing(
  run: Run,
  scope: ScopeState,
  { gateway, upstream, satisfied = [] }: { gateway: string; upstream: Upstream; satisfied?: string[] },
): Token[] {
  const full = new Set([...held(scope, gateway).keys(), ...satisfied]);
  const comesAgain = ({ at }: Token) =>
    [...upstream].some(([flow, { flowing }]) => full.has(flow) && flowing.has(at));
  const fills = ({ at }: Token) => [...upstream].some(([flow, { all }]) => !full.has(flow) && all.has(at));
  return run.tokens.values().filter((token) => {
    if (token.scope !== scope.key) return false;
    if (token.at === gateway) return isArriving(token) && !full.has(token.via ?? '');
    if (token.compensates) return false;
    return fills(token) && !comesAgain(token);
  });
}

/** It has taken the last flow, but its turn has not come yet. */
function isArriving({ phase, via }: Token): boolean {
  return phase === 'entering' && via !== undefined;
}

function findUpstream({ nodes }: ScopeDefinition, gateway: string): Upstream {
  const flowing = new Map<string, string[]>();
  const all = new Map<string, string[]>();
  const flows = new Map<string, string>();
  for (const node of nodes.values()) {
    for (const { id, source } of node.outgoing) {
      link(flowing, node.id, source.target);
      link(all, node.id, source.target);
      if (source.target === gateway) flows.set(id, node.id);
    }
    for (const boundary of node.boundaries) link(all, node.id, boundary.id);
  }
  return new Map(
    [...flows].map(([flow, from]) => [
      flow,
      { flowing: backwards(from, gateway, flowing), all: backwards(from, gateway, all) },
    ]),
  );
}

function link(before: Map<string, string[]>, from: string, to: string): void {
  before.set(to, [...(before.get(to) ?? []), from]);
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
