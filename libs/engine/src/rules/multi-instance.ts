import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** A multi-instance activity says how often it runs, and collects only what it is told to. */
export const multiInstance: Rule = ({ container }) =>
  container.nodes.flatMap((node) => {
    const { loop } = node;
    if (loop?.kind !== 'multiInstance') return [];
    const found = [];
    if (loop.inputCollection === null && loop.cardinality === null)
      found.push(
        finding(
          'MISSING_COLLECTION',
          'error',
          node.id,
          `„${called(node)}“ sagt nicht, für welche Liste sie läuft.`,
          `"${called(node)}" does not say which list it runs for.`,
        ),
      );
    if ((loop.outputCollection === null) !== (loop.outputElement === null))
      found.push(
        finding(
          'INCOMPLETE_OUTPUT',
          'error',
          node.id,
          `„${called(node)}“ braucht Ergebnisliste und Ergebniselement zusammen.`,
          `"${called(node)}" needs output collection and output element together.`,
        ),
      );
    return found;
  });
