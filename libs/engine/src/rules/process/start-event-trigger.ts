import { describe } from '../../compile/words.js';
import type { Place } from '../place.js';
import { rule } from '../rule.js';

/** Which triggers a start event may have depends on where it stands (BPMN table 10.93). */
export const startEventTrigger = rule({
  codes: {
    START_EVENT_TRIGGER: {
      severity: 'error',
      at: 'start event',
      de: '„{name}“: {what} ist an dieser Stelle nicht möglich.',
      en: '"{name}": {what} is not possible here.',
      fix: {
        de: 'Im Teilprozess ohne Auslöser, im Ereignis-Teilprozess mit Auslöser beginnen; ein Prozess beginnt nicht mit Fehler, Eskalation oder Kompensation.',
        en: 'Begin a sub-process without trigger, an event sub-process with one; a process does not begin with error, escalation or compensation.',
      },
    },
  },
  scope({ container, parent }, report) {
    const allowed = allowedTriggers(parent);
    for (const node of container.nodes) {
      if (node.type !== 'startEvent') continue;
      const kinds = node.definitions.length === 0 ? ['none'] : node.definitions.map(({ kind }) => kind);
      if (kinds.some((kind) => !allowed.includes(kind)))
        report('START_EVENT_TRIGGER', node, { what: describe(node) });
    }
  },
});

const fromOutside = ['message', 'timer', 'signal', 'conditional'];

function allowedTriggers(parent: Place['parent']): string[] {
  if (!parent) return ['none', ...fromOutside];
  return parent.triggeredByEvent ? [...fromOutside, 'error', 'escalation', 'compensate'] : ['none'];
}
