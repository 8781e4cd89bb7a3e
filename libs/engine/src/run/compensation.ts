import type { NodeDefinition } from '../definition.js';
import type { Compensation, ScopeState, Token } from '../state.js';
import { hostOf, known, nodeIn, nodeOf, scopeOf } from './run.js';
import type { Run } from './run.js';
import { openScope } from './scopes.js';
import { addToken, placeToken, tokensIn } from './tokens.js';

/** Remembers a completing activity that can be compensated, with what completed inside it. */
export function recordCompensation(run: Run, token: Token): void {
  const node = nodeOf(run, token);
  const { compensations: inner, variables } = token;
  delete token.compensations;
  if (node.source.isForCompensation || token.compensates) return;
  if (!inner && !handlerOf(node) && !eventSubProcessOf(run, scopeOf(run, token), node)) return;
  const scope = scopeOf(run, token);
  const record: Compensation = {
    activity: token.at,
    ...(variables ? { variables } : {}),
    ...(inner ? { inner } : {}),
  };
  scope.compensations = [...(scope.compensations ?? []), record];
}

/**
 * Begins to compensate what has completed in the scope of a throwing event (one activity, or all of it), last completed
 * first. The scope around an event sub-process counts as its own; a named activity may stand further out. False:
 * there is nothing to wait for.
 */
export function compensate(run: Run, thrower: Token, activity: string | null, wait: boolean): boolean {
  const scope = scopeToCompensate(run, thrower, activity);
  const all = scope.compensations ?? [];
  const chosen = all.filter((record) => activity === null || record.activity === activity);
  if (chosen.length === 0) return false;
  const others = all.filter((record) => !chosen.includes(record));
  if (others.length > 0) scope.compensations = others;
  else delete scope.compensations;
  begin(run, scope, chosen, wait ? thrower.key : undefined);
  return wait;
}

/** As `compensate` for all that has completed in a scope, in activities that are still running included. */
export function compensateAll(run: Run, scope: ScopeState, thrower: Token, all: Compensation[]): boolean {
  delete scope.compensations;
  if (all.length === 0) return false;
  begin(run, scope, all, thrower.key);
  return true;
}

/** What has completed in a scope and in the activities running there, what is yet to be compensated included. */
export function completedIn(run: Run, scope: ScopeState, except?: Token): Compensation[] {
  const tokens = tokensIn(run, scope).filter((token) => token !== except);
  const inside = tokens.flatMap((token): Compensation[] => {
    const scopes = run.scopes.filter((each) => each.host === token.key);
    const inner = [...(token.compensations ?? []), ...scopes.flatMap((each) => completedIn(run, each))];
    if (inner.length === 0) return [];
    const local = token.variables ? { variables: token.variables } : {};
    return [{ activity: token.at, ...local, inner, unfinished: true }];
  });
  const waiting = tokens.flatMap((token) => token.compensates?.rest ?? []);
  return [...(scope.compensations ?? []), ...waiting, ...inside];
}

/** One compensation is done: the one completed before it is next; after the first, whoever waits goes on. */
export function compensated(
  run: Run,
  scope: ScopeState,
  { rest, thrower }: NonNullable<Token['compensates']>,
): void {
  if (rest.length > 0) {
    begin(run, scope, rest, thrower);
    return;
  }
  const waiting = thrower === undefined ? undefined : run.tokens.get(thrower);
  if (waiting) nodeOf(run, waiting).behaviour.compensated?.(run, waiting);
}

function begin(run: Run, scope: ScopeState, records: Compensation[], thrower: string | undefined): void {
  const record = known(records[records.length - 1], 'compensation');
  const rest = records.slice(0, -1);
  const handler = record.unfinished ? null : handlerOf(nodeIn(run, scope, record.activity));
  const token = handler
    ? addToken(run, scope, handler, 'entering')
    : placeToken(run, scope, record.activity, 'active');
  token.compensates = { rest, ...(thrower === undefined ? {} : { thrower }) };
  if (!handler) compensateInside(run, token, record);
}

/** Without a handler of its own an activity is compensated by its event sub-process, else by what completed inside. */
function compensateInside(run: Run, host: Token, record: Compensation): void {
  const { variables, inner = [], activity, unfinished } = record;
  if (variables) host.variables = variables;
  const node = nodeOf(run, host);
  const { process } = scopeOf(run, host);
  const id = node.isBody ? `${activity}#each` : activity;
  const definition = run.definition.processes.get(process)?.scopes.get(id);
  const scope = openScope(run, process, known(definition, `content of ${activity}`), host);
  const found = unfinished ? null : eventSubProcessOf(run, scopeOf(run, host), node);
  if (!found) {
    begin(run, scope, inner, undefined);
    return;
  }
  if (inner.length > 0) scope.compensations = inner;
  addToken(run, scope, found, 'entering');
}

function scopeToCompensate(run: Run, thrower: Token, activity: string | null): ScopeState {
  let scope = scopeOf(run, thrower);
  for (let host = hostOf(run, scope); host; host = hostOf(run, scope)) {
    const holds = activity !== null && scope.compensations?.some((record) => record.activity === activity);
    if (holds || (activity === null && !nodeOf(run, host).source.triggeredByEvent)) break;
    scope = scopeOf(run, host);
  }
  return scope;
}

/** The activity that compensates another, drawn at its compensation event. */
function handlerOf(node: NodeDefinition): string | null {
  const events = node.boundaries.filter(({ source }) =>
    source.definitions.some((definition) => definition.kind === 'compensate'),
  );
  return events[0]?.source.compensationHandler ?? null;
}

/** The event sub-process inside an activity that compensates it. */
function eventSubProcessOf(run: Run, scope: ScopeState, node: NodeDefinition): string | null {
  if (!node.holdsScope || node.isBody) return null;
  const content = run.definition.processes.get(scope.process)?.scopes.get(node.id);
  const found = content?.eventSubProcesses.find(({ start }) =>
    start.source.definitions.some((definition) => definition.kind === 'compensate'),
  );
  return found?.node.id ?? null;
}
