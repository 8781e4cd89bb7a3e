import type { Definition, NodeDefinition } from '../definition.js';
import { eventOf } from '../run/fire.js';
import { findHandler } from '../run/handlers.js';
import { hostOf, nodeOf, scopeDefinition, scopeOf, startRun } from '../run/run.js';
import type { Run } from '../run/run.js';
import type { Token, Wait } from '../state.js';
import type { OutsideEvent, Situation } from './situation.js';

/** An event that may happen now, and the wait states that it is about. */
export interface Possible {
  /** null: only when what it began last time is over */
  event: OutsideEvent | null;
  waits: Wait[];
  /** it ends a scope with all that is inside */
  ends?: boolean;
}

/**
 * All that can happen from outside: tasks and jobs are completed or throw what somebody around them catches; timers,
 * messages, signals and conditions come. A non-interrupting event comes again only when what it began is over.
 */
export function possibleEvents(definition: Definition, situation: Situation): Possible[] {
  const run = startRun(definition, situation.state, '', 0, null);
  const waits = Object.values(situation.state.waits);
  const signals = new Set(
    waits.flatMap(({ kind, signal }) => (kind === 'signal' && signal !== undefined ? [signal] : [])),
  );
  const fired = waits.flatMap((wait): Possible[] =>
    wait.kind === 'signal'
      ? []
      : [
          {
            event: isBusy(run, situation, wait) ? null : fire(waits, wait),
            waits: [wait],
            ends: endsScope(run, situation, wait),
          },
        ],
  );
  const thrown = waits
    .filter(({ kind }) => kind === 'userTask' || kind === 'job')
    .flatMap((wait) => throwsAt(run, situation, waits, wait));
  return [...fired, ...thrown, ...[...signals].flatMap((name) => signalled(run, situation, waits, name))];
}

/** A deadline or the like of a sub-process or process, not of a task. */
function endsScope(run: Run, { state }: Situation, wait: Wait): boolean {
  const { source } = eventOf(run, wait);
  if (!source.interrupting || !(source.type === 'boundaryEvent' || source.type === 'startEvent'))
    return false;
  return wait.scope !== undefined || Object.values(state.scopes).some(({ host }) => host === wait.token);
}

function fire(waits: Wait[], wait: Wait): OutsideEvent {
  const { key, element, kind } = wait;
  return { type: 'fire', element, nth: nth(waits, wait), key, isTask: kind === 'userTask' || kind === 'job' };
}

/** Which of the wait states at the element, oldest first. */
function nth(waits: Wait[], { key, element }: Wait): number {
  return waits.filter((other) => other.element === element && Number(other.key) < Number(key)).length;
}

function signalled(run: Run, situation: Situation, waits: Wait[], name: string): Possible[] {
  const hearing = waits.filter(({ kind, signal }) => kind === 'signal' && signal === name);
  const [first] = hearing;
  if (!first) return [];
  const busy = hearing.some((wait) => isBusy(run, situation, wait));
  const { key, element } = first;
  const event: OutsideEvent = { type: 'signal', name, element, nth: nth(waits, first), key };
  return [{ event: busy ? null : event, waits: hearing }];
}

/** What a non-interrupting event began last time still goes on. */
function isBusy(run: Run, { state, marks }: Situation, wait: Wait): boolean {
  const tokens = Object.values(state.tokens);
  if (wait.scope !== undefined) {
    const scope = state.scopes[wait.scope];
    const started =
      scope &&
      scopeDefinition(run.definition, scope).eventSubProcesses.find(({ start }) => start.id === wait.element);
    return (
      started !== undefined &&
      tokens.some(({ scope: at, at: node }) => at === wait.scope && node === started.node.id)
    );
  }
  const token = state.tokens[wait.token ?? ''];
  return tokens.some(
    ({ key, scope }) => scope === token?.scope && marks.handlers.get(key)?.event === wait.element,
  );
}

function throwsAt(run: Run, situation: Situation, waits: Wait[], wait: Wait): Possible[] {
  const token = run.tokens.get(wait.token ?? '');
  if (!token) return [];
  const at = { key: wait.key, element: wait.element, nth: nth(waits, wait) };
  return caught(run, token).flatMap(({ kind, code }) => {
    const handler = findHandler(run, token, { kind, code });
    if (!handler) return [];
    const busy = !handler.interrupting && isHandling(run, situation, token, handler.element);
    return [{ event: busy ? null : { type: kind, code, ...at }, waits: [wait] }];
  });
}

function isHandling(run: Run, { state, marks }: Situation, token: Token, element: string): boolean {
  for (let at: Token | null = token; at; at = hostOf(run, scopeOf(run, at))) {
    const { key } = scopeOf(run, at);
    const found = scopeDefinition(run.definition, scopeOf(run, at)).eventSubProcesses.find(
      ({ start }) => start.id === element,
    );
    for (const other of Object.values(state.tokens))
      if (
        other.scope === key &&
        (marks.handlers.get(other.key)?.event === element || other.at === found?.node.id)
      )
        return true;
  }
  return false;
}

type Thrown = { kind: 'error' | 'escalation'; code: string };

/** Any code stands for those that only an event without code catches. */
const anyCode = '*';

/** Errors and escalations that some event around a token catches. */
function caught(run: Run, token: Token): Thrown[] {
  const found = new Map<string, Thrown>();
  for (let at: Token | null = token; at; at = hostOf(run, scopeOf(run, at)))
    for (const node of catchersAt(run, at))
      for (const definition of node.source.definitions)
        if (definition.kind === 'error' || definition.kind === 'escalation') {
          const { kind, code } = definition;
          found.set(`${kind} ${code}`, { kind, code: code ?? anyCode });
        }
  return [...found.values()];
}

function catchersAt(run: Run, token: Token): NodeDefinition[] {
  const scope = scopeOf(run, token);
  const starts = scopeDefinition(run.definition, scope).eventSubProcesses.map(({ start }) => start);
  return [...nodeOf(run, token).boundaries, ...starts];
}
