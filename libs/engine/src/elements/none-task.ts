import { complete } from '../run/activity.js';
import type { Element } from './element.js';

/** Tasks that need nothing from the engine: passed at once. */
export const noneTask: Element = {
  name: 'task',
  types: ['task', 'manualTask'],
  compile: () => ({ behaviour: { activate: (run, token) => complete(run, token) } }),
};
