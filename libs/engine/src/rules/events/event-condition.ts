import { definitionsOf } from '../nodes.js';
import { rule } from '../rule.js';

/** A conditional event says what it waits for. */
export const eventCondition = rule({
  codes: {
    MISSING_EVENT_CONDITION: {
      severity: 'error',
      at: 'conditional event',
      de: '„{name}“ wartet auf eine Bedingung, sagt aber nicht auf welche.',
      en: '"{name}" waits for a condition, but does not say for which.',
      fix: { de: 'Eine Bedingung in FEEL angeben.', en: 'Give a condition in FEEL.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      if (definitionsOf(node, 'conditional').some(({ condition }) => condition === null))
        report('MISSING_EVENT_CONDITION', node);
  },
});
