import type { FlowNode } from '@zusteuerung/bpmn';
import { complete } from '../run/activity.js';
import { openAll } from '../run/attached.js';
import { nodeOf } from '../run/run.js';
import type { Element } from './element.js';
import { hasOnly, triggersOf } from './triggers/index.js';

/**
 * Begins a scope. At the top the host knows what starts an instance (see startSubscriptions), in an event sub-process the
 * scope around it holds the wait states. A parallel multiple start at the top begins with the first thing that happens
 * and waits here for the others.
 */
export const startEvent: Element = {
  name: 'startEvent',
  types: ['startEvent'],
  applies: (node) => node.definitions.length === 0 || hasOnly(node, ...kindsOf(node)),
  compile(node, context) {
    const inside = context.parent !== null;
    const gathers = !inside && node.parallelMultiple && node.definitions.length > 1;
    const triggers = inside || gathers ? triggersOf(node, context) : [];
    if (!gathers) return { triggers, behaviour: { activate: (run, token) => complete(run, token) } };
    return {
      triggers,
      behaviour: {
        activate(run, token) {
          if (openAll(run, token, [nodeOf(run, token)], { token }, token.startedBy ?? 0))
            token.phase = 'active';
        },
        fire(run, token, _wait, variables) {
          delete token.startedBy;
          complete(run, token, variables);
        },
      },
    };
  },
};

function kindsOf(node: FlowNode): string[] {
  const awaited = ['message', 'timer', 'signal', 'conditional'];
  return node.parallelMultiple ? awaited : [...awaited, 'error', 'escalation', 'compensate'];
}
