import type { NodeDefinition, ScopeDefinition } from '../definition.js';

/** A way from a node to another of the same scope: a flow, or a boundary event that takes over. */
export interface Way {
  flow: string | null;
  to: string;
  /** a boundary event that leaves its activity running */
  beside: boolean;
}

/** What can be said about a scope without running it. */
export interface FlowGraph {
  ways(node: string): Way[];
  /** nodes, and flows into joins, that lie ahead of a node */
  ahead(node: string): ReadonlySet<string>;
  /** those that lie ahead without passing a join that another node is, or leads to */
  apart(node: string, other: string): ReadonlySet<string>;
  /** ways that close a cycle, `from>to` */
  isBackward(from: string, to: string): boolean;
  /** all nodes, each after those behind it but for backward ways */
  order: string[];
}

const graphs = new WeakMap<ScopeDefinition, FlowGraph>();

/** The graph of a scope, drawn once. */
export function flowGraph(scope: ScopeDefinition): FlowGraph {
  let graph = graphs.get(scope);
  if (!graph) graphs.set(scope, (graph = draw(scope)));
  return graph;
}

/** Whether tokens wait here for others that come by other flows. */
export function isJoin({ source }: NodeDefinition): boolean {
  return source.incoming.length > 1 && /^(parallel|inclusive|complex)Gateway$/.test(source.type);
}

function draw(scope: ScopeDefinition): FlowGraph {
  const outgoing = new Map([...scope.nodes.values()].map((node) => [node.id, waysFrom(node, scope)]));
  const ways = (node: string) => outgoing.get(node) ?? [];
  const { backward, order } = traverse(scope, ways);
  const reached = new Map<string, ReadonlySet<string>>();
  return {
    ways,
    order,
    isBackward: (from, to) => backward.has(`${from}>${to}`),
    ahead: (node) => remembered(reached, node, () => reach(scope, ways, node, new Set())),
    apart(node, other) {
      return remembered(reached, `${node} ${other}`, () => {
        const joins = [other, ...this.ahead(other)].filter((id) => isJoinAt(scope, id));
        return joins.includes(node) ? new Set() : reach(scope, ways, node, new Set(joins));
      });
    },
  };
}

function remembered<T>(found: Map<string, T>, key: string, find: () => T): T {
  const known = found.get(key);
  if (known !== undefined) return known;
  const value = find();
  found.set(key, value);
  return value;
}

function isJoinAt(scope: ScopeDefinition, id: string): boolean {
  const node = scope.nodes.get(id);
  return node !== undefined && isJoin(node);
}

function waysFrom(node: NodeDefinition, scope: ScopeDefinition): Way[] {
  const flows = node.outgoing.map(({ id, source }) => ({ flow: id, to: source.target, beside: false }));
  const boundaries = node.boundaries.map(({ id, source }) => ({
    flow: null,
    to: id,
    beside: !source.interrupting,
  }));
  return [...flows, ...boundaries].filter(({ to }) => scope.nodes.has(to));
}

function reach(
  scope: ScopeDefinition,
  ways: (node: string) => Way[],
  from: string,
  closed: ReadonlySet<string>,
): Set<string> {
  const found = new Set<string>();
  const open = ways(from).filter(({ beside }) => !beside);
  for (let way = open.pop(); way; way = open.pop()) {
    if (way.flow !== null && isJoinAt(scope, way.to)) found.add(way.flow);
    if (closed.has(way.to) || found.has(way.to)) continue;
    found.add(way.to);
    open.push(...ways(way.to).filter(({ beside }) => !beside));
  }
  return found;
}

/** Depth first without recursion: models may be long. */
function traverse(
  scope: ScopeDefinition,
  ways: (node: string) => Way[],
): { backward: Set<string>; order: string[] } {
  const backward = new Set<string>();
  const order: string[] = [];
  const entered = new Set<string>();
  const left = new Set<string>();
  for (const root of scope.nodes.keys()) {
    const path = entered.has(root) ? [] : [{ id: root, next: 0 }];
    entered.add(root);
    for (let top = path[path.length - 1]; top; top = path[path.length - 1]) {
      const way = ways(top.id)[top.next++];
      if (!way) {
        left.add(top.id);
        order.push(top.id);
        path.pop();
      } else if (!entered.has(way.to)) {
        entered.add(way.to);
        path.push({ id: way.to, next: 0 });
      } else if (!left.has(way.to)) backward.add(`${top.id}>${way.to}`);
    }
  }
  return { backward, order };
}
