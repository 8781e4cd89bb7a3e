import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** A thrown error has a code to be caught by. */
export const errorCode: Rule = ({ container }) =>
  container.nodes
    .filter((node) => node.type === 'endEvent')
    .filter(({ definitions: [first] }) => first?.kind === 'error' && first.code === null)
    .map((node) =>
      finding(
        'MISSING_ERROR_CODE',
        'error',
        node.id,
        `„${called(node)}“ löst einen Fehler ohne Fehlercode aus.`,
        `"${called(node)}" throws an error without a code.`,
      ),
    );
