import { rule } from '../rule.js';

/** Nothing leads into a start or boundary event, and nothing out of an end event. */
export const flowDirection = rule({
  codes: {
    FLOW_INTO_START: {
      severity: 'error',
      at: 'start event, boundary event, event sub-process',
      de: 'In „{name}“ darf kein Fluss hineinführen.',
      en: 'No flow may lead into "{name}".',
      fix: {
        de: 'Den Fluss auf das Element dahinter richten.',
        en: 'Let the flow lead to the element behind it.',
      },
    },
    FLOW_OUT_OF_END: {
      severity: 'error',
      at: 'end event, event sub-process',
      de: 'Aus „{name}“ darf kein Fluss herausführen.',
      en: 'No flow may lead out of "{name}".',
      fix: {
        de: 'Den Fluss entfernen oder das Ende durch ein Zwischenereignis ersetzen.',
        en: 'Remove the flow, or make the end an intermediate event.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes) {
      const noEntry = node.type === 'startEvent' || node.type === 'boundaryEvent' || node.triggeredByEvent;
      const noExit = node.type === 'endEvent' || node.triggeredByEvent;
      if (noEntry && node.incoming.length > 0) report('FLOW_INTO_START', node);
      if (noExit && node.outgoing.length > 0) report('FLOW_OUT_OF_END', node);
    }
  },
});
