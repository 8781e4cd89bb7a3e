import { rule } from '../rule.js';

/** A complex gateway that joins says when it goes on (BPMN 13.4.5). */
export const complexGateway = rule({
  codes: {
    MISSING_ACTIVATION_CONDITION: {
      severity: 'warning',
      at: 'complex gateway',
      de: '„{name}“ führt Wege zusammen, sagt aber nicht, auf welche es wartet.',
      en: '"{name}" joins paths, but does not say which it waits for.',
      fix: {
        de: 'Eine Aktivierungsbedingung angeben oder ein anderes Gateway verwenden.',
        en: 'Give an activation condition, or use another gateway.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      if (node.type === 'complexGateway' && node.incoming.length > 1 && node.activationCondition === null)
        report('MISSING_ACTIVATION_CONDITION', node);
  },
});
