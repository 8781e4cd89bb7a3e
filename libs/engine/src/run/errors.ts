import type { NodeDefinition } from '../definition.js';
import type { Token } from '../state.js';
import type { Variables } from '../types.js';
import { fireBoundary, startEventSubProcess } from './fire.js';
import { raiseIncident } from './incidents.js';
import { hostOf, nodeOf, scopeDefinition, scopeOf } from './run.js';
import type { Run } from './run.js';

export interface ThrownError {
  code: string;
  message?: string;
  variables?: Variables;
}

interface Handler {
  element: string;
  handle: () => void;
}

/**
 * Who catches an error thrown at a token, nearest first: boundary events of the element, event sub-processes beside
 * it, then the same around each enclosing scope, called processes included. At each place a code goes before any.
 */
export function findHandler(run: Run, token: Token, error: ThrownError): Handler | null {
  const variables = error.variables ?? {};
  let current: Token | null = token;
  while (current) {
    const at: Token = current;
    const boundary = matching(nodeOf(run, at).boundaries, error.code);
    if (boundary) return { element: boundary.id, handle: () => fireBoundary(run, at, boundary, variables) };
    const scope = scopeOf(run, at);
    const inside = scopeDefinition(run.definition, scope).eventSubProcesses;
    const start = scope.interrupted
      ? undefined
      : matching(
          inside.map((each) => each.start),
          error.code,
        );
    const found = inside.find((each) => each.start === start);
    if (found)
      return { element: found.start.id, handle: () => startEventSubProcess(run, scope, found, variables) };
    current = hostOf(run, scope);
  }
  return null;
}

function matching(events: NodeDefinition[], code: string): NodeDefinition | undefined {
  const catching = (wanted: string | null) =>
    events.find(({ source }) =>
      source.definitions.some((each) => each.kind === 'error' && each.code === wanted),
    );
  return catching(code) ?? catching(null);
}

/** Records an error and the element that catches it. */
export function reportError(run: Run, token: Token, error: ThrownError, handler: Handler): void {
  const data = { code: error.code, message: error.message ?? null, caughtBy: handler.element };
  run.events.push({ type: 'errorThrown', elementId: token.at, key: token.key, data });
}

/** Nobody catches the error: the token stops at the throwing element. */
export function unhandledError(run: Run, token: Token, error: ThrownError): void {
  const detail = error.message ? ` (${error.message})` : '';
  raiseIncident(
    run,
    token,
    {
      code: 'UNHANDLED_ERROR',
      message: {
        de: `Den Fehler „${error.code}“${detail} fängt kein Ereignis.`,
        en: `No event catches the error "${error.code}"${detail}.`,
      },
    },
    { error: error.code },
  );
}
