import type { FlowNode } from '@zusteuerung/bpmn';
import { definitionsOf } from '../nodes.js';
import { rule } from '../rule.js';

/** A cycle makes sense where it can happen again: at process starts and at what does not interrupt. */
export const timerCycle = rule({
  codes: {
    TIMER_CYCLE_ONCE: {
      severity: 'warning',
      at: 'timer catch event, interrupting timer',
      de: '„{name}“ kann nur einmal auslösen; von der Wiederholung „{value}“ zählt das erste Mal.',
      en: '"{name}" can fire only once; of the cycle "{value}" the first time counts.',
      fix: {
        de: 'Eine Dauer oder ein Datum angeben (Zeebe verlangt es) oder nicht unterbrechend zeichnen.',
        en: 'Give a duration or a date (Zeebe demands it), or make the event non-interrupting.',
      },
    },
  },
  scope({ container, parent }, report) {
    for (const node of container.nodes)
      for (const { form, value } of definitionsOf(node, 'timer'))
        if (form === 'cycle' && firesOnce(node, parent)) report('TIMER_CYCLE_ONCE', node, { value });
  },
});

function firesOnce(node: FlowNode, parent: FlowNode | null): boolean {
  if (node.type === 'intermediateCatchEvent') return true;
  return node.interrupting && (node.type === 'boundaryEvent' || parent?.triggeredByEvent === true);
}
