import { isActivity } from '../nodes.js';
import { rule } from '../rule.js';

/** An ad-hoc sub-process offers activities, in no order: it neither starts nor ends at an event (BPMN 10.3.5). */
export const adHoc = rule({
  codes: {
    AD_HOC_EMPTY: {
      severity: 'error',
      at: 'ad-hoc sub-process',
      de: 'Der Ad-hoc-Teilprozess „{name}“ enthält keine Aktivität.',
      en: 'The ad-hoc sub-process "{name}" holds no activity.',
      fix: { de: 'Mindestens eine Aktivität hineinzeichnen.', en: 'Draw at least one activity inside.' },
    },
    AD_HOC_EVENT: {
      severity: 'error',
      at: 'start or end event in an ad-hoc sub-process',
      de: '„{name}“ steht in einem Ad-hoc-Teilprozess; dort gibt es keine Start- und Endereignisse.',
      en: '"{name}" stands in an ad-hoc sub-process, where there are no start and end events.',
      fix: {
        de: 'Das Ereignis löschen oder einen gewöhnlichen Teilprozess verwenden.',
        en: 'Delete the event, or use an ordinary sub-process.',
      },
    },
  },
  scope({ container, parent }, report) {
    if (parent?.type !== 'adHocSubProcess') return;
    if (!container.nodes.some(isActivity)) report('AD_HOC_EMPTY', parent);
    for (const node of container.nodes)
      if (node.type === 'startEvent' || node.type === 'endEvent') report('AD_HOC_EVENT', node);
  },
});
