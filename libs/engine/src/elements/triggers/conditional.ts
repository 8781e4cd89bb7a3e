import type { ConditionalDefinition, FlowNode } from '@zusteuerung/bpmn';
import type { CompileContext } from '../../compile/context.js';
import { justOpened } from '../../run/conditions.js';
import { openWait } from '../../run/waits.js';
import type { Trigger } from '../element.js';

/**
 * Waits until its condition becomes true: looked at when it opens and whenever variables have changed. What holds
 * already when it opens fires at once; what may fire again does so after it has not held in between.
 */
export function conditionalTrigger(
  node: FlowNode,
  { condition, variables }: ConditionalDefinition,
  context: CompileContext,
): Trigger {
  const source = context.feel(node.id, condition ?? 'false');
  return {
    condition: { source, variables },
    prepare: (run, _token, at) => (owner) => {
      openWait(run, owner, { kind: 'condition', ...at }, null);
      run.changed.add(justOpened);
    },
  };
}
