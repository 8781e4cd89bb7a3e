import { definitionsOf } from '../nodes.js';
import { rule } from '../rule.js';

/** A signal has a name, thrown or caught. */
export const signal = rule({
  codes: {
    MISSING_SIGNAL: {
      severity: 'error',
      at: 'signal event',
      de: '„{name}“ sagt nicht, um welches Signal es geht.',
      en: '"{name}" does not say which signal it is about.',
      fix: { de: 'Ein Signal mit Namen auswählen.', en: 'Choose a signal with a name.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      if (definitionsOf(node, 'signal').some(({ name }) => name === null)) report('MISSING_SIGNAL', node);
  },
});
