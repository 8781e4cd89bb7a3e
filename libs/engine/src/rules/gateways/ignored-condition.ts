import { isEvent } from '../nodes.js';
import { rule } from '../rule.js';

/** Conditions stand where something is chosen (BPMN 8.3.13): not on default flows, nor behind events and gateways that don't choose. */
export const ignoredCondition = rule({
  codes: {
    IGNORED_CONDITION: {
      severity: 'warning',
      at: 'default flow, sequence flow leaving a parallel or event-based gateway',
      de: 'Die Bedingung an „{name}“ wird nie ausgewertet.',
      en: 'The condition on "{name}" is never evaluated.',
      fix: {
        de: 'Die Bedingung entfernen oder ein Gateway verwenden, das auswählt.',
        en: 'Remove the condition, or use a gateway that chooses.',
      },
    },
    CONDITION_AFTER_EVENT: {
      severity: 'warning',
      at: 'sequence flow leaving an event',
      de: 'Die Bedingung an „{name}“ steht hinter einem Ereignis; das sieht BPMN nicht vor.',
      en: 'The condition on "{name}" stands behind an event, which BPMN does not allow.',
      fix: {
        de: 'Hinter dem Ereignis ein exklusives Gateway zeichnen.',
        en: 'Draw an exclusive gateway behind the event.',
      },
    },
  },
  scope({ container, node }, report) {
    for (const flow of container.flows) {
      const source = node(flow.source);
      if (flow.condition === null || !source) continue;
      const blind = source.type === 'parallelGateway' || source.type === 'eventBasedGateway';
      if (source.defaultFlow === flow.id || blind) report('IGNORED_CONDITION', flow);
      else if (isEvent(source)) report('CONDITION_AFTER_EVENT', flow);
    }
  },
});
