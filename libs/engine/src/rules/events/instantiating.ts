import { instantiates } from '../nodes.js';
import { rule } from '../rule.js';

/** What starts a process stands at its beginning (BPMN 10.3.3, 10.6.6). */
export const instantiating = rule({
  codes: {
    INSTANTIATING_FLOW: {
      severity: 'error',
      at: 'instantiating receive task or event-based gateway',
      de: '„{name}“ startet den Prozess; es darf kein Fluss hineinführen.',
      en: '"{name}" starts the process; no flow may lead into it.',
      fix: { de: 'Den Fluss oder „instantiate“ entfernen.', en: 'Remove the flow, or "instantiate".' },
    },
    INSTANTIATING_INSIDE: {
      severity: 'error',
      at: 'instantiating receive task or event-based gateway',
      de: '„{name}“ steht in einem Teilprozess und kann keinen Prozess starten.',
      en: '"{name}" stands in a sub-process and can\'t start a process.',
      fix: { de: '„instantiate“ entfernen.', en: 'Remove "instantiate".' },
    },
  },
  scope({ container, parent }, report) {
    for (const node of container.nodes.filter(instantiates)) {
      if (parent) report('INSTANTIATING_INSIDE', node);
      else if (node.incoming.length > 0) report('INSTANTIATING_FLOW', node);
    }
  },
});
