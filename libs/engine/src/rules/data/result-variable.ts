import { rule } from '../rule.js';

/** A decision or script without result variable leaves nothing behind. */
export const resultVariable = rule({
  codes: {
    MISSING_RESULT_VARIABLE: {
      severity: 'error',
      at: 'business rule task, script task',
      de: '„{name}“ sagt nicht, in welcher Variable das Ergebnis steht.',
      en: '"{name}" does not say which variable holds the result.',
      fix: { de: 'Eine Ergebnisvariable angeben.', en: 'Give a result variable.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes) {
      const { script, calledDecision } = node.extensions;
      if ((calledDecision ?? script)?.resultVariable === null) report('MISSING_RESULT_VARIABLE', node);
    }
  },
});
