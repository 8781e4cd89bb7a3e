import type { NodeDefinition } from '../definition.js';
import { components } from './components.js';
import { unhandled } from './explore.js';
import type { Exploration, Link, Point } from './explore.js';

/** Something wrong at an element, and how an instance comes there. */
export interface Defect {
  code:
    | 'DEADLOCK'
    | 'IMPROPER_COMPLETION'
    | 'LOST_SYNCHRONISATION'
    | 'ENDLESS_CYCLE'
    | 'NEVER_COMPLETES'
    | 'UNCAUGHT_ERROR';
  element: string;
  path: Link[];
  /** of a join: the flow by which a second token has come */
  flow?: string;
  /** of an endless cycle: what happens in each round */
  round?: Link[];
}

/** What an exploration shows to be wrong; the first way to each defect is the shortest that was seen. */
export function defectsOf(
  exploration: Exploration,
  nodeOf: (id: string) => NodeDefinition | undefined,
): Defect[] {
  const found = [
    ...sighted(exploration),
    ...uncaught(exploration),
    ...endless(exploration, nodeOf),
    ...stuck(exploration),
  ];
  const first = new Map<string, Defect>();
  for (const defect of found) {
    const key = `${defect.code} ${defect.element}`;
    const other = first.get(key);
    if (!other || defect.path.length < other.path.length) first.set(key, defect);
  }
  return [...first.values()];
}

function sighted({ points, sightings }: Exploration): Defect[] {
  return sightings.map(({ element, flow, link }) => ({
    code: 'LOST_SYNCHRONISATION',
    element,
    ...(flow === null ? {} : { flow }),
    path: [...(link.from === null ? [] : pathTo(points, link.from)), link],
  }));
}

function uncaught({ points }: Exploration): Defect[] {
  return points.flatMap(({ held }, id): Defect[] =>
    held
      .filter(({ incident }) => incident === unhandled)
      .map(({ element }) => ({ code: 'UNCAUGHT_ERROR', element, path: pathTo(points, id) })),
  );
}

/** From the beginning to a point. */
function pathTo(points: readonly Point[], id: number): Link[] {
  const path: Link[] = [];
  for (let at: number | null = id; at !== null;) {
    const point: Point | undefined = points[at];
    if (!point) break;
    path.push(point);
    at = point.from;
  }
  return path.reverse();
}

/**
 * Where instances come to that never leave again: components that nothing leads out of. What is stuck inside a scope is so
 * even if a deadline ends the scope one day.
 */
function stuck({ points }: Exploration): Defect[] {
  const any = () => true;
  const byItself = ({ ends }: Link) => !ends;
  return [...lastOf(points, any, blockedOrEndless), ...lastOf(points, byItself, blocked)];
}

type Judge = (resting: Point[], path: Link[]) => Defect[];

function lastOf(points: readonly Point[], counts: (link: Link) => boolean, judge: Judge): Defect[] {
  const next = (id: number) =>
    (points[id]?.next ?? []).filter((_, index) => counts(points[id]?.links[index] as Link));
  return components(points.length, next).flatMap((component): Defect[] => {
    const inside = new Set(component);
    const ids = component.toSorted((a, b) => a - b);
    const isLast = ids.every((id) => {
      const point = points[id];
      return point?.expanded && !point.completed && next(id).every((to) => inside.has(to));
    });
    const resting = ids.filter((id) => points[id]?.advancing === null);
    const [first] = resting;
    const members = resting.flatMap((id) => points[id] ?? []);
    const stopped = members.some(({ held }) => held.some(({ incident }) => incident !== null));
    return !isLast || first === undefined || stopped ? [] : judge(members, pathTo(points, first));
  });
}

function blockedOrEndless(resting: Point[], path: Link[]): Defect[] {
  const found = blocked(resting, path);
  if (found.length > 0) return found;
  const open = [...new Set(resting.flatMap((point) => point.open))].sort();
  return open.slice(0, 1).map((element) => ({ code: 'NEVER_COMPLETES', element, path }));
}

/** The innermost tokens that are never moved: those around them wait for these. */
function blocked(resting: Point[], path: Link[]): Defect[] {
  const always = (resting[0]?.held ?? []).filter(({ element }) =>
    resting.every(({ held }) => held.some((each) => each.element === element)),
  );
  const innermost = Math.max(...always.map(({ depth }) => depth));
  return always
    .filter(({ depth }) => depth === innermost)
    .map(({ element, ended }) => ({ code: ended ? 'IMPROPER_COMPLETION' : 'DEADLOCK', element, path }));
}

/** Cycles without rest: those that nothing leads out of, and those that always take the same way out, as no data changes. */
function endless({ points }: Exploration, nodeOf: (id: string) => NodeDefinition | undefined): Defect[] {
  const moving = (id: number) => points[id]?.advancing !== null;
  const next = (id: number) => (moving(id) ? (points[id]?.next ?? []).filter(moving) : []);
  return components(points.length, next).flatMap((component): Defect[] => {
    const inside = new Set(component);
    const first = Math.min(...component);
    if (component.length === 1 && !next(first).includes(first)) return [];
    const elements = new Set(component.map((id) => points[id]?.advancing ?? ''));
    const isLeft = component.some((id) => points[id]?.next.some((to) => !inside.has(to)));
    if (isLeft && [...elements].some((element) => changesData(nodeOf(element)))) return [];
    const round = roundFrom(points, first, inside);
    const element = [...elements].find((each) => nodeOf(each)?.isActivity) ?? points[first]?.advancing ?? '';
    return [{ code: 'ENDLESS_CYCLE', element, path: pathTo(points, first), round }];
  });
}

/** The shortest way from a point back to itself. */
function roundFrom(points: readonly Point[], start: number, inside: ReadonlySet<number>): Link[] {
  const ways = new Map<number, Link[]>([[start, []]]);
  for (const [id, path] of ways)
    for (const [index, to] of (points[id]?.next ?? []).entries()) {
      const link = points[id]?.links[index];
      if (!link || !inside.has(to)) continue;
      if (to === start) return [...path, link];
      if (!ways.has(to)) ways.set(to, [...path, link]);
    }
  return [];
}

/** Whether passing a node may make a condition come out otherwise next time. */
function changesData(node: NodeDefinition | undefined): boolean {
  if (!node) return true;
  const { source, isBody, outputs } = node;
  if (isBody || outputs.length > 0) return true;
  const plain =
    /^(task|manualTask|subProcess|transaction|startEvent|endEvent|intermediateThrowEvent|.*Gateway)$/;
  return (
    !plain.test(source.type) &&
    !(source.type === 'intermediateCatchEvent' && source.definitions[0]?.kind === 'link')
  );
}
