import type { Definition, NodeDefinition } from '../definition.js';
import { scopeDefinition } from '../run/run.js';
import type { InstanceState, ScopeState, Token } from '../state.js';
import type { EngineEvent } from '../types.js';
import { flowGraph, isJoin } from './flow-graph.js';
import type { FlowGraph } from './flow-graph.js';
import type { Handling, Marks, Situation } from './situation.js';

interface Step {
  state: InstanceState;
  events: EngineEvent[];
  /** the token that moved */
  mover: string | null;
}

/** An element that a second token has come to where one is meant; a join by the same flow. */
export interface Doubled {
  element: string;
  flow: string | null;
}

/**
 * What to remember after a move. A second token comes where one is meant when a token passes what another passed while
 * both were there, with no join between: whatever the order in which they came.
 */
export function remember(
  definition: Definition,
  before: Situation,
  step: Step,
): { marks: Marks; doubled: Doubled[] } {
  return new Memory(definition, before, step).remember();
}

class Memory {
  private readonly passed: Map<string, ReadonlySet<string>>;
  private readonly handlers: Map<string, Handling>;
  private readonly was: Record<string, Token>;
  private readonly is: Record<string, Token>;

  constructor(
    private readonly definition: Definition,
    private readonly before: Situation,
    private readonly step: Step,
  ) {
    this.passed = new Map(before.marks.passed);
    this.handlers = new Map(before.marks.handlers);
    this.was = before.state.tokens;
    this.is = step.state.tokens;
  }

  remember(): { marks: Marks; doubled: Doubled[] } {
    for (const token of Object.values(this.is)) if (!this.was[token.key]) this.inherit(token);
    this.merge();
    const doubled = this.note();
    this.forget();
    const { passed, handlers } = this;
    return { marks: { passed, handlers, ended: this.ended() }, doubled };
  }

  /** A new token knows what the one knew that it comes from. */
  private inherit(token: Token): void {
    const node = this.nodeAt(token.scope, token.at);
    const source = node?.source.attachedTo ?? null;
    const parent = source === null ? this.was[this.step.mover ?? ''] : this.tokenAt(token.scope, source);
    if (node && source !== null && !node.source.interrupting)
      this.handlers.set(token.key, { event: node.id, firing: token.key });
    else if (parent?.scope === token.scope) copy(this.handlers, parent.key, token.key);
    if (parent?.scope === token.scope) copy(this.passed, parent.key, token.key);
  }

  private tokenAt(scope: string, at: string): Token | undefined {
    return Object.values(this.was).find((token) => token.scope === scope && token.at === at);
  }

  /** What has passed beside a token of a join has passed beside the joined one only if it did so for all. */
  private merge(): void {
    for (const { scope, at, key, phase } of Object.values(this.was)) {
      if (this.is[key] || (phase !== 'joining' && phase !== 'entering')) continue;
      const survivor = Object.values(this.was).find(
        (other) => other.scope === scope && other.at === at && this.hasPassed(other.key),
      );
      if (!survivor) continue;
      const others = this.passed.get(key);
      const mine = this.passed.get(survivor.key) ?? [];
      set(
        this.passed,
        survivor.key,
        [...mine].filter((each) => others?.has(each)),
      );
    }
  }

  private hasPassed(key: string): boolean {
    const now = this.is[key];
    return now !== undefined && now.phase !== 'joining';
  }

  private note(): Doubled[] {
    const doubled: Doubled[] = [];
    for (const { key, what, element } of this.passings()) {
      const token = this.was[key] ?? this.is[key];
      if (!token) continue;
      if (this.passed.get(key)?.has(what)) doubled.push({ element, flow: what === element ? null : what });
      for (const other of Object.values(this.was))
        if (other.scope === token.scope && this.is[other.key] && this.mayMeet(other, key, what, element))
          this.passed.set(other.key, new Set([...(this.passed.get(other.key) ?? []), what]));
    }
    return doubled;
  }

  private passings(): { key: string; what: string; element: string }[] {
    const mover = this.was[this.step.mover ?? ''];
    const joins = mover && this.nodeAt(mover.scope, mover.at);
    const arriving = joins && isJoin(joins) && mover.phase === 'entering' && mover.via !== undefined;
    const arrival = arriving ? [{ key: mover.key, what: mover.via ?? '', element: mover.at }] : [];
    const activated = this.step.events.flatMap(({ type, key = '', elementId }) => {
      const scope = (this.was[key] ?? this.is[key])?.scope;
      const node = type === 'elementActivated' && scope !== undefined ? this.nodeAt(scope, elementId) : null;
      return node && isWork(node) ? [{ key, what: node.id, element: node.id }] : [];
    });
    return [...arrival, ...activated].filter(({ key }) =>
      this.isPlain((this.was[key] ?? this.is[key])?.scope),
    );
  }

  /** Several at once are meant in multi-instance bodies and ad-hoc sub-processes. */
  private isPlain(key = ''): boolean {
    const scope = this.before.state.scopes[key] ?? this.step.state.scopes[key];
    return scope !== undefined && !scope.loop && !scope.adHoc;
  }

  /**
   * Whether a token may still come to what another has passed, without that having led it there: not by a join that the
   * other goes to as well, nor as another time of the same non-interrupting event.
   */
  private mayMeet(token: Token, by: string, what: string, element: string): boolean {
    if (token.key === by) return false;
    const [mine, others] = [this.handlers.get(token.key), this.handlers.get(by)];
    if (mine && others && mine.event === others.event && mine.firing !== others.firing) return false;
    return this.isAt(token, what) || (this.graphOf(token.scope)?.apart(token.at, element).has(what) ?? false);
  }

  private mayPass(token: Token, what: string): boolean {
    return this.isAt(token, what) || (this.graphOf(token.scope)?.ahead(token.at).has(what) ?? false);
  }

  private isAt({ phase, at, via }: Token, what: string): boolean {
    return (phase === 'entering' || phase === 'starting') && (at === what || via === what);
  }

  private graphOf(key: string): FlowGraph | undefined {
    const scope = this.before.state.scopes[key] ?? this.step.state.scopes[key];
    return scope && flowGraph(scopeDefinition(this.definition, scope));
  }

  private forget(): void {
    for (const key of this.handlers.keys()) if (!this.is[key]) this.handlers.delete(key);
    for (const [key, others] of this.passed) {
      const token = this.is[key];
      const still = token ? [...others].filter((what) => this.mayPass(token, what)) : [];
      if (still.length < others.size) set(this.passed, key, still);
    }
  }

  private ended(): ReadonlySet<string> {
    const scopes: Record<string, ScopeState> = this.step.state.scopes;
    const found = this.step.events.flatMap(({ type, key = '', elementId }) => {
      const scope = (this.was[key] ?? this.is[key])?.scope;
      if (type !== 'elementCompleted' || scope === undefined || !scopes[scope]) return [];
      const node = this.handlers.has(key) || !this.isPlain(scope) ? undefined : this.nodeAt(scope, elementId);
      return node && isEnd(node) ? [scope] : [];
    });
    const { ended } = this.before.marks;
    const kept = [...ended].filter((scope) => scopes[scope]);
    return found.length === 0 && kept.length === ended.size ? ended : new Set([...kept, ...found]);
  }

  private nodeAt(key: string, at: string): NodeDefinition | undefined {
    const scope = this.before.state.scopes[key] ?? this.step.state.scopes[key];
    return scope && scopeDefinition(this.definition, scope).nodes.get(at);
  }
}

/** What does something each time it is passed: gateways and plain ends do not. */
function isWork({ source, isActivity }: NodeDefinition): boolean {
  if (isActivity) return !source.triggeredByEvent;
  if (source.type === 'endEvent')
    return source.definitions.some(
      ({ kind }) => kind === 'message' || kind === 'signal' || kind === 'escalation',
    );
  return source.definitions.length > 0 && /^intermediate/.test(source.type);
}

/** An end of the scope's own work, not of an event sub-process or compensation beside it. */
function isEnd({ source, outgoing }: NodeDefinition): boolean {
  return outgoing.length === 0 && !source.triggeredByEvent && !source.isForCompensation;
}

function copy<T>(map: Map<string, T>, from: string, to: string): void {
  const value = map.get(from);
  if (value !== undefined) map.set(to, value);
}

function set(map: Map<string, ReadonlySet<string>>, key: string, values: string[]): void {
  if (values.length > 0) map.set(key, new Set(values));
  else map.delete(key);
}
