import type { NodeDefinition } from '../definition.js';
import type { Owner } from '../elements/element.js';
import type { Token } from '../state.js';
import { nodeOf, scopeDefinition, scopeOf } from './run.js';
import type { Run } from './run.js';

/** Opens what the boundary events of an activity wait for; false: one could not be opened, none is. */
export function openBoundaries(run: Run, token: Token): boolean {
  return openAll(run, token, nodeOf(run, token).boundaries, { token });
}

/** Opens what the event sub-processes of the token's scope wait for. */
export function openEventSubProcesses(run: Run, token: Token): boolean {
  const scope = scopeOf(run, token);
  const starts = scopeDefinition(run.definition, scope).eventSubProcesses.map(({ start }) => start);
  return openAll(run, token, starts, { scope });
}

/**
 * Opens what events wait for, except a definition that has already happened. Evaluates all before it opens any, so that
 * a retry finds nothing half done.
 */
export function openAll(
  run: Run,
  token: Token,
  events: NodeDefinition[],
  owner: Owner,
  except?: number,
): boolean {
  const opened: ((owner: Owner) => void)[] = [];
  for (const event of events)
    for (const [definition, trigger] of event.triggers.entries()) {
      if (!trigger || definition === except) continue;
      const several = event.triggers.length > 1;
      const open = trigger.prepare(run, token, { element: event.id, ...(several ? { definition } : {}) });
      if (!open) return false;
      opened.push(open);
    }
  for (const open of opened) open(owner);
  return true;
}
