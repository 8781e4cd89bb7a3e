import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** Nothing leads into a start or boundary event, and nothing out of an end event. */
export const flowDirection: Rule = ({ container }) =>
  container.nodes.flatMap((node) => {
    const noEntry = node.type === 'startEvent' || node.type === 'boundaryEvent' || node.triggeredByEvent;
    const noExit = node.type === 'endEvent' || node.triggeredByEvent;
    const found = [];
    if (noEntry && node.incoming.length > 0)
      found.push(
        finding(
          'FLOW_INTO_START',
          'error',
          node.id,
          `In „${called(node)}“ darf kein Fluss hineinführen.`,
          `No flow may lead into "${called(node)}".`,
        ),
      );
    if (noExit && node.outgoing.length > 0)
      found.push(
        finding(
          'FLOW_OUT_OF_END',
          'error',
          node.id,
          `Aus „${called(node)}“ darf kein Fluss herausführen.`,
          `No flow may lead out of "${called(node)}".`,
        ),
      );
    return found;
  });
