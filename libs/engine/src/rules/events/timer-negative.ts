import { parseDuration } from '../../time/duration.js';
import { definitionsOf } from '../nodes.js';
import { rule } from '../rule.js';

/** Time runs forward. */
export const timerNegative = rule({
  codes: {
    TIMER_NEGATIVE: {
      severity: 'warning',
      at: 'timer event',
      de: '„{name}“ wartet eine negative Dauer („{value}“), also gar nicht.',
      en: '"{name}" waits for a negative duration ("{value}"), that is not at all.',
      fix: { de: 'Das Minuszeichen entfernen.', en: 'Remove the minus sign.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      for (const { form, value } of definitionsOf(node, 'timer')) {
        const { months = 0, milliseconds = 0 } = (form === 'duration' && parseDuration(value)) || {};
        if (months < 0 || milliseconds < 0) report('TIMER_NEGATIVE', node, { value });
      }
  },
});
