import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** A boundary event leads somewhere. */
export const boundaryExit: Rule = ({ container }) =>
  container.nodes
    .filter((node) => node.type === 'boundaryEvent' && node.outgoing.length === 0)
    .map((node) =>
      finding(
        'BOUNDARY_WITHOUT_FLOW',
        'warning',
        node.id,
        `Von „${called(node)}“ führt kein Fluss weiter.`,
        `No flow leads on from "${called(node)}".`,
      ),
    );
