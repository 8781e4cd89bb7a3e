import type { NodeDefinition } from '../definition.js';
import { problems } from '../problems.js';
import type { ScopeState, Token } from '../state.js';
import type { Command, Problem } from '../types.js';
import { openBoundaries, openEventSubProcesses } from './attached.js';
import { compensated } from './compensation.js';
import { depart } from './flow.js';
import { forgetWaiting } from './joins.js';
import { applyInputs } from './mappings.js';
import { emit, hostOf, known, scopeDefinition, scopeOf } from './run.js';
import type { Run } from './run.js';
import { openScope, removeScope, terminate } from './scopes.js';
import { addToken, placeToken, tokensIn } from './tokens.js';
import { propagate } from './variables.js';
import { closeWaits } from './waits.js';

type Modify = Extract<Command, { type: 'modify' }>;
type Start = NonNullable<Modify['start']>[number];

/**
 * Moves tokens by hand: begins before or after elements, then ends tokens. Sub-processes around a begun element that do
 * not run yet are opened, with their input mappings, boundary events and event sub-processes; what loses its last token ends.
 */
export function modify(run: Run, { cancel = [], start = [], reason }: Modify): Problem | null {
  const doomed: Token[] = [];
  for (const key of cancel) {
    const token = run.tokens.get(key);
    if (!token) return problems.waitStateGone(key);
    doomed.push(token);
  }
  const root = known(
    run.scopes.find((scope) => scope.host === null),
    'root scope',
  );
  const data = { reason: reason ?? null, cancel: [...cancel], start: start.map(({ element }) => element) };
  run.events.push({ type: 'instanceModified', elementId: root.process, key: root.key, data });
  for (const each of start) {
    const problem = begin(run, each);
    if (problem) return problem;
  }
  // Who waits for a compensation goes first: what ends of it must not send him on.
  const inOrder = [...doomed.filter((token) => !token.compensates), ...doomed];
  for (const token of inOrder) if (run.tokens.holds(token)) end(run, token);
  return null;
}

function begin(run: Run, start: Start): Problem | null {
  const place = scopeFor(run, start);
  if ('code' in place) return place;
  const { element, position = 'before', variables } = start;
  const isNew = place.alive === 0;
  const token =
    position === 'before'
      ? addToken(run, place, element, isNew ? 'starting' : 'entering')
      : placeToken(run, place, element, 'leaving');
  if (variables) propagate(run, token, variables);
  if (position === 'before') return null;
  if (isNew && !openEventSubProcesses(run, token)) return refusalOf(token);
  depart(run, token);
  return null;
}

/** The running scope that holds an element; opened when none does. */
function scopeFor(run: Run, { element, scope: key }: Start): ScopeState | Problem {
  const chosen = key !== undefined && run.scopes.get(key);
  if (key !== undefined && !chosen) return problems.waitStateGone(key);
  const candidates = chosen ? [chosen] : run.scopes.filter(() => true);
  const holding = candidates.filter((scope) => !scope.loop && nodeOf(run, scope, element));
  const [first, second] = holding;
  if (second)
    return problems.severalScopes(
      element,
      holding.map(({ key: each }) => each),
    );
  return first ?? openAround(run, element);
}

function nodeOf(run: Run, scope: ScopeState, element: string): NodeDefinition | undefined {
  return scopeDefinition(run.definition, scope).nodes.get(element);
}

/** Opens the sub-processes around an element, from the innermost that runs inwards. */
function openAround(run: Run, element: string): ScopeState | Problem {
  const process = known(run.definition.processes.get(run.state.process), run.state.process);
  const around = [...process.scopes.values()].find(
    ({ id, nodes }) => !id.endsWith('#each') && nodes.has(element),
  );
  if (!around || around.id === process.id) return problems.unknownElement(element);
  const parent = scopeFor(run, { element: around.id });
  if ('code' in parent) return parent;
  const node = known(nodeOf(run, parent, around.id), around.id);
  if (node.isBody) return problems.insideLoop(element, around.id);
  const isNew = parent.alive === 0;
  const host = placeToken(run, parent, around.id, 'mapping');
  if (isNew && !openEventSubProcesses(run, host)) return refusalOf(host);
  emit(run, 'elementActivated', host);
  if (!applyInputs(run, host) || !openBoundaries(run, host)) return refusalOf(host);
  const scope = openScope(run, parent.process, around, host);
  if (node.source.adHoc) scope.adHoc = { pending: [], output: [] };
  return scope;
}

function refusalOf({ at, incident }: Token): Problem {
  const { code, element: elementId, message } = known(incident, `incident at ${at}`);
  return { code, elementId, message };
}

/** Ends a token from outside, and what has no token left; of a compensation, what is left of it goes on. */
function end(run: Run, token: Token): void {
  const scope = scopeOf(run, token);
  forgetWaiting(run, scope, token);
  terminate(run, token);
  if (token.compensates) compensated(run, scope, token.compensates);
  if (!run.scopes.holds(scope) || tokensIn(run, scope).length > 0) return;
  const host = hostOf(run, scope);
  if (host) {
    removeScope(run, scope);
    end(run, host);
    return;
  }
  closeWaits(run, scope);
  run.state.status = 'terminated';
  run.events.push({ type: 'instanceTerminated', elementId: scope.process, key: scope.key });
}
