import type { Definition } from '../definition.js';
import { scopeDefinition } from '../run/run.js';
import type { InstanceState, ScopeState } from '../state.js';
import { describe } from './describe.js';
import { advance, begin, happen } from './move.js';
import type { Doubled } from './marks.js';
import type { Moved } from './move.js';
import { possibleEvents } from './outside.js';
import { selectEvents } from './reduce.js';
import type { Beginning, Choice, OutsideEvent, Situation } from './situation.js';

/** What led from one point to another. */
export interface Link {
  /** null: the beginning */
  from: number | null;
  /** null: a token advanced by itself */
  event: OutsideEvent | null;
  /** the event ended a scope with all that was inside */
  ends: boolean;
  choices: Choice[];
}

/** A situation that was reached, without its state: how it was first reached and where it leads. */
export interface Point extends Link {
  next: number[];
  /** what leads to each of `next` */
  links: Link[];
  /** where a token advances next; null: all is at rest */
  advancing: string | null;
  completed: boolean;
  /** false: what comes after it is not known */
  expanded: boolean;
  /** tokens that nothing from outside moves */
  held: Held[];
  /** elements at which something from outside is waited for */
  open: string[];
}

export interface Held {
  element: string;
  /** code of the incident that it stopped with; null: it waits for other tokens */
  incident: string | null;
  /** an end of its scope has been reached */
  ended: boolean;
  /** how many scopes are around it */
  depth: number;
}

/** A second token where one is meant, seen on the way from one point to another. */
export interface Sighting extends Doubled {
  link: Link;
}

/** Why something was left out: too much, a process that calls itself, too many tokens in one place, an incident. */
export type Gap = 'budget' | 'recursion' | 'crowd' | 'incident';

export interface ExploreOptions {
  /** moves at most */
  budget: number;
  /** leaves out other orders of independent events */
  reduced: boolean;
}

/** All that can be reached from one beginning, breadth first: the first way to a point is a shortest one. */
export class Exploration {
  readonly points: Point[] = [];
  readonly sightings: Sighting[] = [];
  readonly activated = new Set<string>();
  readonly gaps = new Set<Gap>();
  moves = 0;
  private readonly known = new Map<string, number>();
  private frontier: { id: number; situation: Situation }[] = [];

  constructor(
    readonly definition: Definition,
    readonly beginning: Beginning,
    private readonly options: ExploreOptions,
  ) {
    for (const moved of begin(definition, beginning))
      this.note({ from: null, event: null, ends: false }, moved);
    while (this.frontier.length > 0) {
      const now = this.frontier;
      this.frontier = [];
      for (const { id, situation } of now) this.expand(id, situation);
    }
  }

  private expand(id: number, situation: Situation): void {
    const point = this.points[id];
    if (!point) return;
    if (this.moves >= this.options.budget) {
      this.gaps.add('budget');
      return;
    }
    point.expanded = true;
    if (point.advancing !== null) {
      for (const moved of advance(this.definition, situation))
        this.note({ from: id, event: null, ends: false }, moved);
      return;
    }
    const possible = possibleEvents(this.definition, situation);
    const selected = this.options.reduced ? selectEvents(this.definition, situation, possible) : possible;
    for (const { event, ends = false } of selected)
      if (event)
        for (const moved of happen(this.definition, situation, event))
          this.note({ from: id, event, ends }, moved);
  }

  private note(
    { from, event, ends }: Omit<Link, 'choices'>,
    { after, events, choices, doubled }: Moved,
  ): void {
    this.moves += 1;
    const link: Link = { from, event, ends, choices };
    for (const each of doubled) this.sightings.push({ ...each, link });
    for (const { type, elementId } of events) if (type === 'elementActivated') this.activated.add(elementId);
    const id = this.pointAt(after, link, doubled.length > 0);
    const before = from === null ? undefined : this.points[from];
    before?.next.push(id);
    before?.links.push(link);
  }

  private pointAt(situation: Situation, link: Link, doubled: boolean): number {
    const text = describe(this.definition, situation);
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const id = this.points.length;
    const { state, queue } = situation;
    this.known.set(text, id);
    const gap = gapAt(this.definition, state);
    const completed = state.status === 'completed';
    this.points.push({
      ...link,
      next: [],
      links: [],
      advancing: state.tokens[queue[0] ?? '']?.at ?? null,
      completed,
      expanded: completed,
      held: queue.length > 0 ? [] : heldIn(situation),
      open: queue.length > 0 ? [] : Object.values(state.waits).map(({ element }) => element),
    });
    if (this.points[id]?.held.some(({ incident }) => incident !== null && incident !== unhandled))
      this.gaps.add('incident');
    if (gap) this.gaps.add(gap);
    else if (!doubled && !completed) this.frontier.push({ id, situation });
    return id;
  }
}

/** The code of an error that nobody catches: the model's fault, not that of missing data. */
export const unhandled = 'UNHANDLED_ERROR';

/** Tokens at joins, with an incident, or without anything that they wait for. */
function heldIn({ state, marks }: Situation): Held[] {
  const hosts = new Set(Object.values(state.scopes).map(({ host }) => host));
  return Object.values(state.tokens)
    .filter(
      ({ key, phase, incident, waits }) => phase === 'joining' || incident || (!waits && !hosts.has(key)),
    )
    .map(({ at, scope, incident }) => ({
      element: at,
      incident: incident?.code ?? null,
      ended: marks.ended.has(scope),
      depth: scopesAround(state, state.scopes[scope]).length,
    }));
}

/** So many tokens in one place never come from one activity: they would become more for ever. */
const crowded = 4;
/** A process that calls itself is looked at this deep. */
const deepest = 2;

function gapAt(definition: Definition, state: InstanceState): Gap | null {
  const scopes = Object.values(state.scopes);
  if (scopes.some((scope) => scope.element === scope.process && callsOf(state, scope) > deepest))
    return 'recursion';
  const tokens = Object.values(state.tokens);
  if (tokens.length <= crowded) return null;
  const counts = new Map<string, number>();
  for (const { scope, at } of tokens) counts.set(`${scope} ${at}`, (counts.get(`${scope} ${at}`) ?? 0) + 1);
  const isCrowd = ([place, count]: [string, number]) => {
    const scope = state.scopes[place.slice(0, place.indexOf(' '))];
    if (count <= crowded || !scope || scope.loop) return false;
    const node = scopeDefinition(definition, scope).nodes.get(place.slice(place.indexOf(' ') + 1));
    return count > Math.max(crowded, node?.source.incoming.length ?? 0);
  };
  return [...counts].some(isCrowd) ? 'crowd' : null;
}

/** How often the process of a scope runs inside itself. */
function callsOf(state: InstanceState, scope: ScopeState): number {
  return scopesAround(state, scope).filter(({ element }) => element === scope.element).length;
}

/** A scope, the one that it is inside of, and so on. */
function scopesAround({ scopes, tokens }: InstanceState, scope: ScopeState | undefined): ScopeState[] {
  const found: ScopeState[] = [];
  for (let at = scope; at; at = at.host === null ? undefined : scopes[tokens[at.host]?.scope ?? ''])
    found.push(at);
  return found;
}
