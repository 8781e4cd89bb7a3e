import { isActivity } from '../nodes.js';
import { rule } from '../rule.js';

/** A boundary event is attached to an activity beside it. */
export const boundaryEvent = rule({
  codes: {
    BOUNDARY_NOT_ATTACHED: {
      severity: 'error',
      at: 'boundary event',
      de: '„{name}“ hängt an keiner Aktivität.',
      en: '"{name}" is not attached to an activity.',
      fix: {
        de: 'An eine Aufgabe, einen Teilprozess oder einen Aufruf derselben Ebene heften.',
        en: 'Attach it to a task, sub-process or call activity of the same level.',
      },
    },
  },
  scope({ container, node }, report) {
    for (const event of container.nodes) {
      if (event.type !== 'boundaryEvent') continue;
      const host = node(event.attachedTo);
      if (!host || !isActivity(host)) report('BOUNDARY_NOT_ATTACHED', event);
    }
  },
});
