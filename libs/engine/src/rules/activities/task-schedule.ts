import { parseInstant } from '../../time/instant.js';
import { rule } from '../rule.js';

/** Dates of a task are ISO 8601 instants, or expressions. */
export const taskSchedule = rule({
  codes: {
    TASK_DATE: {
      severity: 'error',
      at: 'user task',
      de: '„{name}“: „{value}“ ist kein Zeitpunkt nach ISO 8601.',
      en: '"{name}": "{value}" is not an ISO 8601 instant.',
      fix: {
        de: 'Einen Ausdruck wie =now() + duration("P3D") oder ein Datum mit Uhrzeit angeben.',
        en: 'Give an expression such as =now() + duration("P3D"), or a date and time.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes) {
      const { dueDate = null, followUpDate = null } = node.extensions.schedule ?? {};
      for (const value of [dueDate, followUpDate])
        if (value !== null && !value.startsWith('=') && !parseInstant(value))
          report('TASK_DATE', node, { value });
    }
  },
});
