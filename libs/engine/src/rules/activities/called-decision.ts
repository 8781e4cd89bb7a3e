import { rule } from '../rule.js';

/** A business rule task calls a decision that is deployed with it. */
export const calledDecision = rule({
  codes: {
    UNKNOWN_DECISION: {
      severity: 'error',
      at: 'business rule task',
      de: '„{name}“ ruft die Entscheidung „{decision}“ auf, die es nicht gibt.',
      en: '"{name}" calls the decision "{decision}", which does not exist.',
      fix: {
        de: 'Die Kennung einer Entscheidung angeben, die mit bereitgestellt wird.',
        en: 'Give the id of a decision that is deployed with it.',
      },
    },
  },
  scope({ container, deployment }, report) {
    for (const node of container.nodes) {
      const decision = node.extensions.calledDecision?.decisionId;
      if (decision !== undefined && !decision.startsWith('=') && !deployment.decisionIds.has(decision))
        report('UNKNOWN_DECISION', node, { decision });
    }
  },
});
