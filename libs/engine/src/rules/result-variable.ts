import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** A decision or script without result variable leaves nothing behind. */
export const resultVariable: Rule = ({ container }) =>
  container.nodes
    .filter(
      ({ extensions: { script, calledDecision } }) => (calledDecision ?? script)?.resultVariable === null,
    )
    .map((node) =>
      finding(
        'MISSING_RESULT_VARIABLE',
        'error',
        node.id,
        `„${called(node)}“ sagt nicht, in welcher Variable das Ergebnis steht.`,
        `"${called(node)}" does not say which variable holds the result.`,
      ),
    );
