import type { Definition } from '../definition.js';
import { scopeDefinition } from '../run/run.js';
import type { Compensation, InstanceState, ScopeState, Token } from '../state.js';
import type { Situation } from './situation.js';

/**
 * A text that is the same for situations that behave the same: where tokens stand and what is open, without keys, times,
 * variables and counters.
 */
export function describe(definition: Definition, situation: Situation): string {
  return new Description(definition, situation).text();
}

class Description {
  private readonly state: InstanceState;
  private readonly tokens = new Map<string, Token[]>();
  private readonly contents = new Map<string, ScopeState[]>();
  private readonly place = new Map<string, number>();

  constructor(
    private readonly definition: Definition,
    private readonly situation: Situation,
  ) {
    this.state = situation.state;
    for (const token of Object.values(this.state.tokens)) push(this.tokens, token.scope, token);
    for (const scope of Object.values(this.state.scopes)) push(this.contents, scope.host ?? '', scope);
    situation.queue.forEach((key, index) => this.place.set(key, index));
  }

  text(): string {
    return `${this.state.status === 'completed' ? '!' : ''}${(this.contents.get('') ?? []).map((scope) => this.scope(scope)).join()}`;
  }

  private scope(scope: ScopeState): string {
    const ranks = this.ranks(scope);
    const tokens = (this.tokens.get(scope.key) ?? []).map((token) => this.token(token, ranks)).sort();
    const parts = [scope.element, tokens.join('|')];
    if (scope.waits) parts.push(`w${this.waits(scope.waits)}`);
    if (scope.interrupted) parts.push('i');
    if (scope.loop && scope.loop.items.length > 0) {
      const { items, started, completed, done } = scope.loop;
      parts.push(`l${items.length - started},${completed},${done ?? false}`);
    }
    if (scope.adHoc) parts.push(`a${scope.adHoc.pending.join()},${scope.adHoc.done ?? false}`);
    if (scope.compensations) parts.push(`c${compensations(scope.compensations)}`);
    for (const [node, flows] of Object.entries(scope.resetting ?? {}).sort())
      parts.push(`r${node}:${[...flows].sort().join()}`);
    if (this.situation.marks.ended.has(scope.key)) parts.push('e');
    return `{${parts.join(';')}}`;
  }

  private token(token: Token, ranks: Map<string, number>): string {
    const parts = [token.at];
    if (token.phase !== 'active') parts.push(`p${token.phase}`);
    if (token.via !== undefined && token.phase !== 'active') parts.push(`v${token.via}`);
    const place = this.place.get(token.key);
    if (place !== undefined) parts.push(`q${place}`);
    const rank = ranks.get(token.key);
    if (rank !== undefined) parts.push(`o${rank}`);
    if (token.waits) parts.push(`w${this.waits(token.waits)}`);
    if (token.fired) parts.push('f');
    if (token.thrown !== undefined) parts.push(`t${token.thrown}`);
    if (token.startedBy !== undefined) parts.push(`s${token.startedBy}`);
    if (token.compensations) parts.push(`c${compensations(token.compensations)}`);
    if (token.compensates) parts.push(this.compensates(token.compensates));
    if (token.incident) parts.push(`x${token.incident.code}`);
    parts.push(...this.remembered(token.key));
    const contents = this.contents.get(token.key);
    if (contents) parts.push(...contents.map((scope) => this.scope(scope)).sort());
    return parts.join(' ');
  }

  private remembered(key: string): string[] {
    const { passed, handlers } = this.situation.marks;
    const others = passed.get(key);
    const handler = handlers.get(key);
    return [
      ...(others ? [`m${[...others].sort().join()}`] : []),
      ...(handler === undefined ? [] : [`h${handler.event}`]),
    ];
  }

  private waits(keys: string[]): string {
    return keys
      .map((key) => {
        const wait = this.state.waits[key];
        const gathered = wait?.gathered?.waits.map((each) => each.definition).sort();
        return `${wait?.element}#${wait?.definition ?? ''}${gathered ? `+${gathered.join()}` : ''}`;
      })
      .sort()
      .join();
  }

  private compensates({ rest, thrower }: NonNullable<Token['compensates']>): string {
    const waiting = thrower === undefined ? undefined : this.state.tokens[thrower];
    return `k${compensations(rest)}>${waiting?.at ?? ''}`;
  }

  /** Inclusive joins that only wait for one another go on in the order of their oldest tokens. */
  private ranks({ key, joins, process, element }: ScopeState): Map<string, number> {
    if (!joins || Object.keys(joins).length < 2) return new Map();
    const { nodes } = scopeDefinition(this.definition, { process, element } as ScopeState);
    const waiting = (this.tokens.get(key) ?? []).filter(
      ({ at, phase }) => phase === 'joining' && nodes.get(at)?.behaviour.join,
    );
    if (new Set(waiting.map(({ at }) => at)).size < 2) return new Map();
    const sorted = waiting.toSorted((a, b) => Number(a.key) - Number(b.key));
    return new Map(sorted.map((token, index) => [token.key, index]));
  }
}

/** The order of completion decides in which order handlers run, not which; more than two of a kind are like two. */
function compensations(records: Compensation[]): string {
  const sorted = records.map(compensation).sort();
  return sorted.filter((text, index) => text !== sorted[index - 2]).join();
}

function compensation({ activity, inner, unfinished }: Compensation): string {
  return `${activity}${unfinished ? '~' : ''}${inner ? `(${compensations(inner)})` : ''}`;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
