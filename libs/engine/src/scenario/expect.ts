import { explain, rootVariables } from '../explain.js';
import type { Json } from '../types.js';
import type { Expectation, Failure } from './format.js';
import type { Host, Recorded } from './host.js';

/** Compares what is expected with what is; `state` and `variables` of the first instance, the rest of all. */
export function checkExpectation(host: Host, expected: Expectation): Failure[] {
  const completed = completedElements(host);
  return [
    ...checkState(host, expected),
    ...checkPath(completed, expected),
    ...checkVisits(completed, expected),
    ...checkWaiting(host, expected),
    ...checkCounts(host, expected),
    ...checkVariables(host, expected),
    ...checkIncident(host, expected),
  ];
}

/** Completed elements in order: each inner run of a multi-instance, not its body. */
function completedElements(host: Host): string[] {
  return host.recorded
    .filter((event) => event.type === 'elementCompleted' && !isBody(event.data))
    .map(elementId);
}

function isBody(data: Json | undefined): boolean {
  return (
    data !== null && typeof data === 'object' && !Array.isArray(data) && data['multiInstance'] === 'body'
  );
}

function elementId(event: { elementId: string }): string {
  return event.elementId;
}

function checkState(host: Host, { state }: Expectation): Failure[] {
  const actual = host.instances[0]?.status ?? 'active';
  return state === undefined || state === actual ? [] : [differs('Zustand', 'state', state, actual)];
}

function checkPath(completed: string[], { path }: Expectation): Failure[] {
  return path === undefined || same(path, completed) ? [] : [differs('Weg', 'path', path, completed)];
}

function checkVisits(completed: string[], { visited = {}, notVisited = [] }: Expectation): Failure[] {
  const count = (element: string) => completed.filter((each) => each === element).length;
  const wanted = { ...visited, ...Object.fromEntries(notVisited.map((element) => [element, 0])) };
  return Object.entries(wanted)
    .filter(([element, times]) => count(element) !== times)
    .map(([element, times]) =>
      differs(`Besuche von „${element}“`, `visits of "${element}"`, times, count(element)),
    );
}

/** At an event-based gateway either the gateway or all events behind it may be named. */
function checkWaiting(host: Host, { waitingAt }: Expectation): Failure[] {
  if (waitingAt === undefined) return [];
  const places = host.instances.flatMap((state) =>
    explain(host.definition, state)
      .filter(({ waitingFor }) => !['join', 'children', 'incident'].includes(waitingFor))
      .map(({ elementId, key }) => ({ elementId, event: state.waits[key]?.element ?? elementId })),
  );
  const waiting = unique(places.map((place) => place.elementId));
  const events = unique(places.map((place) => place.event));
  const expected = unique(waitingAt);
  if (same(expected, waiting) || same(expected, events)) return [];
  return [differs('Wartet an', 'waiting at', expected, waiting)];
}

function checkCounts(host: Host, { begun, taken, tokens }: Expectation): Failure[] {
  return [
    ...counted(begun, 'Begonnen', 'begun', (element) => happened(host, 'elementActivated', element)),
    ...counted(taken, 'Genommen', 'taken', (flow) => happened(host, 'flowTaken', flow)),
    ...counted(tokens, 'Marken an', 'tokens at', (element) => tokensAt(host, element)),
  ];
}

function counted(
  expected: Record<string, number> = {},
  de: string,
  en: string,
  count: (element: string) => number,
): Failure[] {
  return Object.entries(expected)
    .filter(([element, times]) => count(element) !== times)
    .map(([element, times]) => differs(`${de} „${element}“`, `${en} "${element}"`, times, count(element)));
}

/** How often something happened at an element or flow; at a multi-instance activity as a whole, not in each run. */
export function happened(host: Host, type: Recorded['type'], element: string): number {
  const events = host.recorded.filter((event) => event.type === type && event.elementId === element);
  const bodies = events.filter(({ data }) => isBody(data));
  return bodies.length > 0 ? bodies.length : events.length;
}

/** How many tokens stand at an element, in all instances. */
export function tokensAt(host: Host, element: string): number {
  const tokens = host.instances.flatMap((state) => Object.values(state.tokens));
  return tokens.filter(({ at }) => at === element).length;
}

function unique(elements: string[]): string[] {
  return [...new Set(elements)].sort();
}

function checkVariables(host: Host, { variables = {} }: Expectation): Failure[] {
  const state = host.instances[0];
  const actual = state ? rootVariables(state) : {};
  return Object.entries(variables)
    .filter(([name, value]) => !same(value, actual[name] ?? null))
    .map(([name, value]) => differs(`Variable „${name}“`, `variable "${name}"`, value, actual[name] ?? null));
}

function checkIncident(host: Host, { incident }: Expectation): Failure[] {
  if (incident === undefined) return [];
  const all = host.instances
    .flatMap((state) => Object.values(state.tokens))
    .flatMap((token) => (token.incident ? [{ at: token.incident.element, code: token.incident.code }] : []));
  const found = incident
    ? all.some(({ at, code }) => (incident.at ?? at) === at && (incident.code ?? code) === code)
    : all.length === 0;
  return found ? [] : [differs('Störung', 'incident', incident as Json, all)];
}

function differs(de: string, en: string, expected: Json, actual: Json): Failure {
  const [wanted, got] = [JSON.stringify(expected), JSON.stringify(actual)];
  return {
    de: `${de}: erwartet ${wanted}, tatsächlich ${got}.`,
    en: `${en}: expected ${wanted}, got ${got}.`,
  };
}

/** Equal as JSON, whatever the order of keys; an absent entry equals null. */
export function same(left: Json | undefined, right: Json | undefined): boolean {
  const [a, b] = [left ?? null, right ?? null];
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]))
    );
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
}
