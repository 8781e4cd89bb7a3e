import { definitionsOf, isThrowing } from '../nodes.js';
import { rule } from '../rule.js';

/** A thrown escalation has a code (or at least a name) to be caught by. */
export const escalationCode = rule({
  codes: {
    MISSING_ESCALATION_CODE: {
      severity: 'error',
      at: 'escalation throw and end event',
      de: '„{name}“ löst eine Eskalation ohne Code aus.',
      en: '"{name}" throws an escalation without a code.',
      fix: { de: 'Eine Eskalation mit Code auswählen.', en: 'Choose an escalation with a code.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      if (
        isThrowing(node) &&
        definitionsOf(node, 'escalation').some(({ code, name }) => (code ?? name) === null)
      )
        report('MISSING_ESCALATION_CODE', node);
  },
});
