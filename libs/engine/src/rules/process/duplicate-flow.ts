import { called } from '../../compile/words.js';
import { grouped } from '../place.js';
import { rule } from '../rule.js';

/** Two flows between the same elements under the same condition are one too many. */
export const duplicateFlow = rule({
  codes: {
    DUPLICATE_FLOW: {
      severity: 'warning',
      at: 'sequence flow',
      de: 'Von „{source}“ nach „{target}“ führt derselbe Fluss zweimal.',
      en: 'The same flow leads from "{source}" to "{target}" twice.',
      fix: { de: 'Einen der beiden Flüsse löschen.', en: 'Delete one of the two flows.' },
    },
  },
  scope({ container, node }, report) {
    const groups = grouped(container.flows, ({ source, target, condition }) =>
      JSON.stringify([source, target, condition]),
    );
    for (const [, ...surplus] of groups.values())
      for (const flow of surplus) {
        const [source, target] = [node(flow.source), node(flow.target)];
        if (source && target)
          report('DUPLICATE_FLOW', flow, { source: called(source), target: called(target) });
      }
  },
});
