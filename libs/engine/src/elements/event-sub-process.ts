import type { Element } from './element.js';
import { contentBehaviour } from './sub-process.js';

/**
 * Started by its start event while its scope runs; the scope holds the wait state. Each start is a token of the scope
 * that stands here, so the scope is not done before its event sub-processes are.
 */
export const eventSubProcess: Element = {
  name: 'eventSubProcess',
  types: ['subProcess'],
  applies: (node) => node.triggeredByEvent,
  compile: () => ({ behaviour: contentBehaviour }),
};
