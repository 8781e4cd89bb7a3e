import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

const activities = /Task$|^task$|^subProcess$|^transaction$|^adHocSubProcess$|^callActivity$/;

/** A boundary event is attached to an activity beside it; an error always interrupts. */
export const boundaryEvent: Rule = ({ container }) =>
  container.nodes
    .filter((node) => node.type === 'boundaryEvent')
    .flatMap((node) => {
      const host = container.nodes.find((other) => other.id === node.attachedTo);
      const found = [];
      if (!host || !activities.test(host.type) || host.triggeredByEvent)
        found.push(
          finding(
            'BOUNDARY_NOT_ATTACHED',
            'error',
            node.id,
            `„${called(node)}“ hängt an keiner Aktivität.`,
            `"${called(node)}" is not attached to an activity.`,
          ),
        );
      if (!node.interrupting && node.definitions[0]?.kind === 'error')
        found.push(
          finding(
            'ERROR_NOT_INTERRUPTING',
            'error',
            node.id,
            `„${called(node)}“: Ein Fehler unterbricht immer.`,
            `"${called(node)}": an error always interrupts.`,
          ),
        );
      return found;
    });
