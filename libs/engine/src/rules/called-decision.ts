import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** A business rule task calls a decision that is deployed with it. */
export const calledDecision: Rule = ({ container, decisionIds }) =>
  container.nodes.flatMap((node) => {
    const id = node.extensions.calledDecision?.decisionId;
    if (id === undefined || id.startsWith('=') || decisionIds.has(id)) return [];
    return [
      finding(
        'UNKNOWN_DECISION',
        'error',
        node.id,
        `„${called(node)}“ ruft die Entscheidung „${id}“ auf, die es nicht gibt.`,
        `"${called(node)}" calls the decision "${id}", which does not exist.`,
      ),
    ];
  });
