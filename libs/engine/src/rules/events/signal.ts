import type { FlowNode } from '@zusteuerung/bpmn';
import { definitionsOf } from '../nodes.js';
import type { Place } from '../place.js';
import { rule } from '../rule.js';

/** A signal has a name, thrown or caught; only what a multi-instance throws as it completes may have none. */
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
  scope(place, report) {
    for (const node of place.container.nodes)
      if (definitionsOf(node, 'signal').some(({ name }) => name === null) && !catchesCompletion(node, place))
        report('MISSING_SIGNAL', node);
  },
});

/** The standard leaves the event of a multi-instance's behavior open; without one it is a signal without name. */
function catchesCompletion({ attachedTo }: FlowNode, { node }: Place): boolean {
  const loop = node(attachedTo)?.loop;
  return loop?.kind === 'multiInstance' && loop.behavior !== 'All' && loop.event === null;
}
