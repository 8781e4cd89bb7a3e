import type { Wait } from '../state.js';
import { eventOf, fireWait } from './fire.js';
import { known } from './run.js';
import type { Run } from './run.js';
import { visible, visibleInScope } from './variables.js';

/** Among the changed variables: a condition has just opened. No name of a variable. */
export const justOpened = ':opened';

/**
 * Looks at the open conditions after variables have changed, oldest first, and fires those that have become true.
 * An expression that can't be evaluated does not hold. While data is left open, conditions are events from outside.
 */
export function settleConditions(run: Run): void {
  const changed = new Set(run.changed);
  run.changed.clear();
  if (run.oracle || !run.definition.conditional) return;
  for (const { key } of Object.values(run.state.waits)) {
    const wait = run.state.waits[key];
    if (wait?.kind === 'condition') look(run, wait, changed);
  }
}

function look(run: Run, wait: Wait, changed: Set<string>): void {
  const condition = eventOf(run, wait).triggers[wait.definition ?? 0]?.condition;
  if (!condition) return;
  const { source, variables } = condition;
  const concerned = wait.held === undefined || !variables || variables.some((name) => changed.has(name));
  if (!concerned) return;
  const scope = run.scopes.get(wait.scope ?? '');
  const seen = scope
    ? visibleInScope(run, scope)
    : visible(run, known(run.tokens.get(wait.token ?? ''), `token ${wait.token}`));
  const holds = source.expression?.evaluate(seen, { now: run.now }).value === true;
  if (holds && !wait.held) fireWait(run, wait, {});
  else if (!holds && wait.held !== false) run.state.waits[wait.key] = { ...wait, held: false };
}
