import type { NodeDefinition } from '../definition.js';
import type { Token } from '../state.js';
import type { Variables } from '../types.js';
import { consume } from './ending.js';
import { fireBoundary, startEventSubProcess } from './fire.js';
import { raiseIncident } from './incidents.js';
import { hostOf, nodeOf, scopeDefinition, scopeOf } from './run.js';
import type { Run } from './run.js';
import { removeToken } from './tokens.js';

/** An error or escalation on its way to whoever catches it. */
export interface Thrown {
  kind: 'error' | 'escalation';
  code: string;
  message?: string;
  variables?: Variables;
}

export interface Handler {
  element: string;
  interrupting: boolean;
  handle: () => void;
}

/**
 * Who catches what is thrown at a token, nearest first: boundary events of the element, event sub-processes beside it,
 * then the same around each enclosing scope, called processes included. At each place a code goes before any.
 */
export function findHandler(run: Run, token: Token, thrown: Thrown): Handler | null {
  for (let current: Token | null = token; current;) {
    const at: Token = current;
    const scope = scopeOf(run, at);
    const handler = atBoundary(run, at, thrown) ?? besideIt(run, at, thrown);
    if (handler) return handler;
    current = hostOf(run, scope);
  }
  return null;
}

function atBoundary(run: Run, token: Token, thrown: Thrown): Handler | null {
  const boundary = matching(nodeOf(run, token).boundaries, thrown);
  if (!boundary) return null;
  const fired = { variables: thrown.variables ?? {}, waits: [] };
  const { interrupting } = boundary.source;
  return { element: boundary.id, interrupting, handle: () => fireBoundary(run, token, boundary, fired) };
}

/** What an event sub-process throws again is meant for those around its scope, not for itself (§13.5.4). */
function besideIt(run: Run, token: Token, thrown: Thrown): Handler | null {
  const scope = scopeOf(run, token);
  if (scope.interrupted) return null;
  const all = scopeDefinition(run.definition, scope).eventSubProcesses;
  const inside = all.filter(({ node }) => node.id !== token.at);
  const starts = inside.map((each) => each.start);
  const start = matching(starts, thrown);
  const found = start && inside.find((each) => each.start === start);
  if (!found) return null;
  const fired = { variables: thrown.variables ?? {}, waits: [] };
  const { interrupting } = found.start.source;
  const handle = () => startEventSubProcess(run, scope, found, fired);
  return { element: found.start.id, interrupting, handle };
}

function matching(events: NodeDefinition[], { kind, code }: Thrown): NodeDefinition | undefined {
  const catching = (wanted: string | null) =>
    events.find(({ source }) =>
      source.definitions.some((each) => each.kind === kind && each.code === wanted),
    );
  return catching(code) ?? catching(null);
}

/** Records what was thrown and which element catches it (null: none does). */
export function reportThrown(run: Run, token: Token, thrown: Thrown, handler: Handler | null): void {
  const { kind, code, message = null } = thrown;
  const data = { code, message, caughtBy: handler?.element ?? null };
  const type = kind === 'error' ? 'errorThrown' : 'escalationThrown';
  run.events.push({ type, elementId: token.at, key: token.key, data });
}

/** A throwing event has done its work, and its token ends, before what catches it interrupts all around. */
export function endBefore(run: Run, token: Token, handler: Handler): void {
  if (handler.interrupting) removeToken(run, token);
  handler.handle();
  if (!handler.interrupting) consume(run, token);
}

/** Nobody catches the error: the token stops at the throwing element. */
export function unhandledError(run: Run, token: Token, error: Thrown): void {
  const detail = error.message ? ` (${error.message})` : '';
  const message = {
    de: `Den Fehler „${error.code}“${detail} fängt kein Ereignis.`,
    en: `No event catches the error "${error.code}"${detail}.`,
  };
  raiseIncident(run, token, { code: 'UNHANDLED_ERROR', message }, { error: error.code });
}

/** Throws an escalation at a token; uncaught it does nothing. False: it has ended the token. */
export function escalate(run: Run, token: Token, code: string, variables: Variables): boolean {
  const thrown: Thrown = { kind: 'escalation', code, variables };
  const handler = findHandler(run, token, thrown);
  reportThrown(run, token, thrown, handler);
  handler?.handle();
  return run.tokens.holds(token);
}
