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

/** Evaluates all before it opens any, so that a retry finds nothing half done. */
export function openAll(run: Run, token: Token, events: NodeDefinition[], owner: Owner): boolean {
  const opened: ((owner: Owner) => void)[] = [];
  for (const event of events) {
    if (!event.trigger) continue;
    const open = event.trigger.prepare(run, token, event.id);
    if (!open) return false;
    opened.push(open);
  }
  for (const open of opened) open(owner);
  return true;
}
