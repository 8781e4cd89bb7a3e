import type { Definition, NodeDefinition, ScopeDefinition } from '../definition.js';
import { flowGraph, isJoin } from './flow-graph.js';

/** How a token can go on by itself at best: it comes to rest in its scope, it ends there, or neither without more. */
export type Outcome = 'stays' | 'ends' | null;

/** What the models say about the independence of tokens, before anything runs. */
export interface Foresight {
  /** signals or compensation join what is far apart */
  entangled: boolean;
  /** joins in this scope depend on the order in which tokens come */
  isTangled(scope: ScopeDefinition): boolean;
  /** how a token that leaves the node can go on */
  after(scope: ScopeDefinition, node: string): Outcome;
}

const known = new WeakMap<Definition, Foresight>();

export function foresight(definition: Definition): Foresight {
  let found = known.get(definition);
  if (!found) known.set(definition, (found = new Study(definition)));
  return found;
}

class Study implements Foresight {
  readonly entangled: boolean;
  private readonly outcomes = new Map<ScopeDefinition, Map<string, Outcome>>();
  private readonly tangled = new Map<ScopeDefinition, boolean>();

  constructor(private readonly definition: Definition) {
    this.entangled = isEntangled(definition);
  }

  isTangled(scope: ScopeDefinition): boolean {
    let found = this.tangled.get(scope);
    if (found === undefined)
      this.tangled.set(scope, (found = [...scope.nodes.values()].some((node) => tangles(node, scope))));
    return found;
  }

  after(scope: ScopeDefinition, node: string): Outcome {
    return this.study(scope).get(node) ?? null;
  }

  /** Nodes after those behind them, so that each is decided once. */
  private study(scope: ScopeDefinition): Map<string, Outcome> {
    const found = this.outcomes.get(scope);
    if (found) return found;
    const outcomes = new Map<string, Outcome>();
    this.outcomes.set(scope, outcomes);
    for (const id of flowGraph(scope).order) {
      const node = scope.nodes.get(id);
      if (node) outcomes.set(id, this.leaving(scope, node, outcomes));
    }
    return outcomes;
  }

  private leaving(scope: ScopeDefinition, node: NodeDefinition, outcomes: Map<string, Outcome>): Outcome {
    if (endsMore(node)) return null;
    const graph = flowGraph(scope);
    const eventBased = node.source.type === 'eventBasedGateway';
    const ways = node.outgoing.map(({ source: { target } }): Outcome => {
      const next = scope.nodes.get(target);
      if (!next || graph.isBackward(node.id, target)) return null;
      return eventBased ? (outcomes.get(target) ?? null) : this.arriving(next, outcomes);
    });
    if (ways.length === 0) return 'ends';
    if (node.behaviour.leaving === 'choose' || eventBased)
      return ways.find((way) => way === 'stays') ?? ways.find((way) => way !== null) ?? null;
    if (ways.includes(null)) return null;
    return ways.includes('stays') ? 'stays' : 'ends';
  }

  private arriving(node: NodeDefinition, outcomes: Map<string, Outcome>): Outcome {
    if (waits(node)) return 'stays';
    if (node.holdsScope && this.beginning(node) === 'stays') return 'stays';
    return outcomes.get(node.id) ?? null;
  }

  /** How what an activity holds can begin. */
  private beginning({ id, source, isBody }: NodeDefinition): Outcome {
    const called = source.extensions.calledElement?.processId;
    const scopes = [...this.definition.processes.values()].map((process) => process.scopes);
    const content = isBody
      ? scopes.flatMap((each) => each.get(`${id}#each`) ?? [])[0]
      : called === undefined
        ? scopes.flatMap((each) => each.get(id) ?? [])[0]
        : this.definition.processes.get(called)?.root;
    if (!content) return null;
    const inside = isBody ? [...content.nodes.values()] : content.entries;
    const outcomes = this.study(content);
    return inside.some((node) => this.arriving(node, outcomes) !== 'stays') ? null : 'stays';
  }
}

/** A node at which a token waits for something from outside, whatever the data. */
function waits({ source, isBody, triggers }: NodeDefinition): boolean {
  if (isBody) return false;
  if (/^(user|receive|service)Task$/.test(source.type)) return true;
  if (source.type === 'intermediateCatchEvent') return triggers.some((trigger) => trigger !== null);
  return source.extensions.taskDefinition !== null && /^(send|script|businessRule)Task$/.test(source.type);
}

/** A node that ends other tokens when it is passed, or may. */
function endsMore({ source }: NodeDefinition): boolean {
  return (
    /^(end|intermediateThrow)/.test(source.type) &&
    source.definitions.some(({ kind }) => /terminate|error|cancel|escalation|compensate/.test(kind))
  );
}

function tangles(node: NodeDefinition, scope: ScopeDefinition): boolean {
  const { loop, type } = node.source;
  if (loop?.kind === 'multiInstance' && loop.behavior !== 'All') return true;
  if (!isJoin(node) || type === 'parallelGateway') return false;
  return type === 'complexGateway' || isOnCycle(node.id, scope);
}

function isOnCycle(node: string, scope: ScopeDefinition): boolean {
  const { ways } = flowGraph(scope);
  const seen = new Set<string>();
  const open = ways(node).map(({ to }) => to);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === node) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...ways(id).map(({ to }) => to));
  }
  return false;
}

function isEntangled({ processes }: Definition): boolean {
  const nodes = [...processes.values()].flatMap(({ scopes }) =>
    [...scopes.values()]
      .filter(({ id }) => !id.endsWith('#each'))
      .flatMap((scope) => [...scope.nodes.values()]),
  );
  const isThrow = (node: NodeDefinition) => /^(end|intermediateThrow)/.test(node.source.type);
  const kinds = (all: NodeDefinition[]) =>
    all.flatMap(({ source }) => source.definitions.map(({ kind }) => kind));
  const thrown = kinds(nodes.filter(isThrow));
  const heard = nodes
    .filter((node) => !isThrow(node))
    .flatMap(({ source }) => source.definitions.flatMap(signalOf));
  if (thrown.includes('compensate') || thrown.includes('cancel')) return true;
  return (thrown.includes('signal') && heard.length > 0) || new Set(heard).size < heard.length;
}

function signalOf(definition: NodeDefinition['source']['definitions'][number]): string[] {
  return definition.kind === 'signal' ? [definition.name ?? ''] : [];
}
