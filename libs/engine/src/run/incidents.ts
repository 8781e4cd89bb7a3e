import type { Token } from '../state.js';
import type { Json, Problem } from '../types.js';
import { nextKey, nodeOf } from './run.js';
import type { Run } from './run.js';

/** Stops a token with a reason; everything else goes on. Retried from the phase the token is in. */
export function raiseIncident(run: Run, token: Token, problem: Problem, data?: Json): void {
  const element = problem.elementId ?? token.at;
  const key = nextKey(run);
  token.incident = { key, code: problem.code, element, message: problem.message };
  if (data !== undefined) token.incident.data = data;
  const properties = nodeOf(run, token).properties;
  run.events.push({
    type: 'incidentRaised',
    elementId: element,
    key,
    ...(properties ? { properties } : {}),
    data: {
      code: problem.code,
      message: { ...problem.message },
      ...(data === undefined ? {} : { detail: data }),
    },
  });
}

/** An incident is over: retried, or its element ended from outside. */
export function resolveIncident(run: Run, token: Token): void {
  if (!token.incident) return;
  const { element, code, key } = token.incident;
  delete token.incident;
  run.events.push({ type: 'incidentResolved', elementId: element, key, data: { code } });
}
