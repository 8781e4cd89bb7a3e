import { complete } from '../run/activity.js';
import type { Element } from './element.js';

/** Takes the first flow whose condition holds, else the default flow; merges without waiting. */
export const exclusiveGateway: Element = {
  name: 'exclusiveGateway',
  types: ['exclusiveGateway'],
  compile: () => ({ behaviour: { leaving: 'choose', activate: (run, token) => complete(run, token) } }),
};
