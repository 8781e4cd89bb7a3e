import type { Token } from '../state.js';
import type { Variables } from '../types.js';
import { openEventSubProcesses, openBoundaries } from './attached.js';
import { settleConditions } from './conditions.js';
import { leave } from './flow.js';
import { raiseIncident } from './incidents.js';
import { applyInputs, applyOutputs } from './mappings.js';
import { gather, settleJoins } from './joins.js';
import { emit, hostOf, nodeOf, scopeOf } from './run.js';
import type { Run } from './run.js';
import { drained } from './ending.js';
import { contentOf } from './scopes.js';
import { closeWaits } from './waits.js';

/** Advances all queued tokens until every one waits, has ended, or the budget of the command is used up. */
export function drain(run: Run): void {
  if (run.changed.size > 0) settleConditions(run);
  while (advanceNext(run));
}

/** Advances the next queued token, or when there is none a join that waits for nobody; false: all is at rest. */
export function advanceNext(run: Run): boolean {
  const token = run.queue.shift();
  if (!token && !settleJoins(run)) return false;
  if (token && run.tokens.holds(token) && !token.incident) advance(run, token);
  if (run.changed.size > 0) settleConditions(run);
  return true;
}

/** Takes a token through its element as far as it gets, from the phase that it is in. */
function advance(run: Run, token: Token): void {
  const node = nodeOf(run, token);
  if (token.phase === 'starting') {
    if (!openEventSubProcesses(run, token)) return;
    token.phase = 'entering';
  }
  if (token.phase === 'entering') {
    if (!withinBudget(run, token)) return;
    token.since = run.now;
    if (node.source.startQuantity > 1 && !gather(run, token, node)) return;
    if (node.behaviour.arrive && !node.behaviour.arrive(run, token)) return;
    emit(run, 'elementActivated', token);
    token.phase = 'mapping';
  }
  if (token.phase === 'mapping') {
    if (!applyInputs(run, token)) return;
    token.phase = 'opening';
  }
  if (token.phase === 'opening') {
    if (!openBoundaries(run, token)) return;
    token.phase = 'activating';
  }
  if (token.phase === 'activating') node.behaviour.activate(run, token);
  else if (token.phase === 'completing' || token.phase === 'collecting') finish(run, token);
  else if (token.phase === 'leaving') leave(run, token);
  else if (token.phase === 'repeating') drained(run, contentOf(run, token));
}

/** An element has done its work: hands on what it delivered, closes what is attached to it, and leaves. */
export function complete(run: Run, token: Token, delivered?: Variables): void {
  token.phase = 'completing';
  if (delivered && Object.keys(delivered).length > 0) token.delivered = delivered;
  finish(run, token);
}

function finish(run: Run, token: Token): void {
  if (token.phase === 'completing' && !applyOutputs(run, token)) return;
  token.phase = 'collecting';
  const node = nodeOf(run, token);
  if (node.collect && !node.collect(run, token)) return;
  if (node.isActivity && !hasCompletedInside(run, token)) return;
  delete token.delivered;
  closeWaits(run, token);
  token.phase = 'leaving';
  leave(run, token);
}

/** Tells an ad-hoc sub-process around the activity; event sub-processes are none of its activities. */
function hasCompletedInside(run: Run, token: Token): boolean {
  const scope = scopeOf(run, token);
  const counts = scope.adHoc && !token.compensates && !nodeOf(run, token).source.triggeredByEvent;
  const host = counts ? hostOf(run, scope) : null;
  return !host || (nodeOf(run, host).behaviour.completedInside?.(run, token, scope) ?? true);
}

function withinBudget(run: Run, token: Token): boolean {
  run.budget -= 1;
  if (run.budget >= 0) return true;
  raiseIncident(run, token, {
    code: 'STEP_BUDGET',
    message: {
      de: 'Der Ablauf kommt nicht zur Ruhe: zu viele Schritte ohne einen Wartezustand (vermutlich eine Schleife).',
      en: 'The process does not come to rest: too many activations without a wait state (probably a loop).',
    },
  });
  return false;
}
