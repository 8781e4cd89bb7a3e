import type { FlowNode } from '@zusteuerung/bpmn';
import { has } from '../nodes.js';
import { rule } from '../rule.js';

/** A transaction can be cancelled, and says what follows then. */
export const transaction = rule({
  codes: {
    CANCEL_NOT_CAUGHT: {
      severity: 'error',
      at: 'transaction',
      de: '„{name}“ kann abgebrochen werden, aber kein Abbruch-Ereignis am Rand sagt, wie es dann weitergeht.',
      en: '"{name}" can be cancelled, but no cancel event on its border says what follows then.',
      fix: {
        de: 'Ein Abbruch-Ereignis an die Transaktion heften.',
        en: 'Attach a cancel event to the transaction.',
      },
    },
    CANCEL_NEVER_THROWN: {
      severity: 'info',
      at: 'transaction',
      de: 'In „{name}“ führt kein Weg zu einem Abbruch-Ende; ein gewöhnlicher Teilprozess täte dasselbe.',
      en: 'No path in "{name}" leads to a cancel end event; an ordinary sub-process would do the same.',
      fix: {
        de: 'Ein Abbruch-Ende zeichnen oder einen gewöhnlichen Teilprozess verwenden.',
        en: 'Draw a cancel end event, or use an ordinary sub-process.',
      },
    },
  },
  scope({ container, boundaries }, report) {
    for (const node of container.nodes) {
      if (node.type !== 'transaction') continue;
      const caught = boundaries(node).some((event) => has(event, 'cancel'));
      if (!cancels(node)) report('CANCEL_NEVER_THROWN', node);
      else if (!caught) report('CANCEL_NOT_CAUGHT', node);
    }
  },
});

/** Whether a cancel end event inside belongs to this transaction and not to one within. */
function cancels({ content }: FlowNode): boolean {
  return (content?.nodes ?? []).some(
    (node) =>
      (node.type === 'endEvent' && has(node, 'cancel')) || (node.type !== 'transaction' && cancels(node)),
  );
}
