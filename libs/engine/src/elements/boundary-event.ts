import type { FlowNode } from '@zusteuerung/bpmn';
import { complete } from '../run/activity.js';
import type { Element } from './element.js';
import { hasOnly, triggersOf } from './triggers/index.js';

/**
 * Attached to an activity. The activity's token holds the wait states; when they fire, or when what comes by itself is
 * thrown inside (error, escalation, cancellation), a token of its own starts here with what was delivered. A compensation
 * event only says which activity compensates.
 */
export const boundaryEvent: Element = {
  name: 'boundaryEvent',
  types: ['boundaryEvent'],
  applies: (node) =>
    node.parallelMultiple ? hasOnly(node, ...awaited) : hasOnly(node, ...awaited, ...thrown),
  compile: (node: FlowNode, context) => ({
    triggers: triggersOf(node, context),
    behaviour: { activate: (run, token) => complete(run, token) },
  }),
};

const awaited = ['message', 'timer', 'signal', 'conditional'];
const thrown = ['error', 'escalation', 'cancel', 'compensate'];
