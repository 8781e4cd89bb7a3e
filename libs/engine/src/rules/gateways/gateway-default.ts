import { isEvent } from '../nodes.js';
import { rule } from '../rule.js';

/** Where every flow has a condition, a default flow says what happens when none holds. */
export const gatewayDefault = rule({
  codes: {
    MISSING_DEFAULT_FLOW: {
      severity: 'warning',
      at: 'exclusive, inclusive or complex gateway, activity with conditional flows',
      de: '„{name}“ hat keinen Standardfluss: Trifft keine Bedingung zu, bleibt der Vorgang mit einer Störung stehen.',
      en: '"{name}" has no default flow: when no condition holds, the case stops with an incident.',
      fix: {
        de: 'Einen der Flüsse zum Standardfluss machen.',
        en: 'Make one of the flows the default flow.',
      },
    },
  },
  scope({ container, outgoing }, report) {
    for (const node of container.nodes) {
      if (isEvent(node) || node.type === 'parallelGateway' || node.type === 'eventBasedGateway') continue;
      const flows = outgoing(node);
      const conditional = flows.filter((flow) => flow.condition !== null);
      if (node.defaultFlow === null && flows.length > 0 && conditional.length === flows.length)
        report('MISSING_DEFAULT_FLOW', node);
    }
  },
});
