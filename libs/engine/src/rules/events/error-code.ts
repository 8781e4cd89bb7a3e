import { definitionsOf } from '../nodes.js';
import { rule } from '../rule.js';

/** A thrown error has a code (or at least a name) to be caught by. */
export const errorCode = rule({
  codes: {
    MISSING_ERROR_CODE: {
      severity: 'error',
      at: 'error end event',
      de: '„{name}“ löst einen Fehler ohne Fehlercode aus.',
      en: '"{name}" throws an error without a code.',
      fix: { de: 'Einen Fehler mit Code auswählen.', en: 'Choose an error with a code.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      if (
        node.type === 'endEvent' &&
        definitionsOf(node, 'error').some(({ code, name }) => (code ?? name) === null)
      )
        report('MISSING_ERROR_CODE', node);
  },
});
