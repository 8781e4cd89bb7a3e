import { complete } from '../run/activity.js';
import type { Element } from './element.js';

/** Ends a token. */
export const endEvent: Element = {
  name: 'endEvent',
  types: ['endEvent', 'intermediateThrowEvent'],
  compile: () => ({ behaviour: { activate: (run, token) => complete(run, token) } }),
};
