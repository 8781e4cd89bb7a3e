import { rule } from '../rule.js';

/** A complex gateway that joins says when it goes on (BPMN 13.4.5). */
export const complexGateway = rule({
  codes: {
    MISSING_ACTIVATION_CONDITION: {
      severity: 'info',
      at: 'complex gateway',
      de: '„{name}“ sagt nicht, auf welche Wege es wartet, und wartet wie ein paralleles Gateway auf alle.',
      en: '"{name}" does not say which paths it waits for, and waits for all like a parallel gateway.',
      fix: {
        de: 'Eine Aktivierungsbedingung angeben oder ein paralleles Gateway verwenden.',
        en: 'Give an activation condition, or use a parallel gateway.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      if (node.type === 'complexGateway' && node.incoming.length > 1 && node.activationCondition === null)
        report('MISSING_ACTIVATION_CONDITION', node);
  },
});
