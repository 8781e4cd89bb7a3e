import { isGateway } from '../nodes.js';
import { rule } from '../rule.js';

/** A gateway splits or joins; with one way in and one way out it does neither (BPMN 10.6). */
export const superfluousGateway = rule({
  codes: {
    SUPERFLUOUS_GATEWAY: {
      severity: 'info',
      at: 'gateway',
      de: '„{name}“ teilt nichts auf und führt nichts zusammen.',
      en: '"{name}" neither splits nor joins anything.',
      fix: { de: 'Das Gateway entfernen.', en: 'Remove the gateway.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes) {
      const joins = node.incoming.length > 1 || node.outgoing.length > 1;
      if (isGateway(node) && node.type !== 'eventBasedGateway' && !joins) report('SUPERFLUOUS_GATEWAY', node);
    }
  },
});
