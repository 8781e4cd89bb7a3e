import { child, list, localName } from './moddle.js';
import type { Raw } from './moddle.js';

/** By compensation event, the activity that an association leads to, at whatever level it is drawn. */
export function readHandlers(definitions: Raw): ReadonlyMap<string, string> {
  const handlers = new Map<string, string>();
  for (const { sourceRef, targetRef } of list(definitions['rootElements']).flatMap(associationsOf)) {
    const ends = [child(sourceRef), child(targetRef)];
    const event = ends.find((end) => end && localName(end) === 'boundaryEvent');
    const activity = ends.find((end) => end?.['isForCompensation'] === true) ?? ends.find(isActivity);
    if (event?.id && activity?.id && !handlers.has(event.id)) handlers.set(event.id, activity.id);
  }
  return handlers;
}

/** Associations also tie notes to events; only those that lead to an activity count. */
function isActivity(raw: Raw | null): boolean {
  return raw !== null && /(task|subProcess|transaction|callActivity)$/i.test(localName(raw));
}

function associationsOf(container: Raw): Raw[] {
  const own = list(container['artifacts']).filter((artifact) => localName(artifact) === 'association');
  return [...own, ...list(container['flowElements']).flatMap(associationsOf)];
}
