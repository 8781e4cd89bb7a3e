import { has } from '../nodes.js';
import { rule } from '../rule.js';

/** Only a transaction can be cancelled: from an end event inside, caught at its border (BPMN 10.5.6). */
export const cancelEvent = rule({
  codes: {
    CANCEL_OUTSIDE_TRANSACTION: {
      severity: 'error',
      at: 'cancel end event, cancel boundary event',
      de: '„{name}“: Abbrechen lässt sich nur eine Transaktion.',
      en: '"{name}": only a transaction can be cancelled.',
      fix: {
        de: 'Den Teilprozess zur Transaktion machen oder ein Fehlerereignis verwenden.',
        en: 'Make the sub-process a transaction, or use an error event.',
      },
    },
  },
  scope({ container, around, node }, report) {
    const inside = around.some(({ type }) => type === 'transaction');
    for (const event of container.nodes) {
      if (!has(event, 'cancel')) continue;
      const host = node(event.attachedTo);
      if (event.type === 'endEvent' && !inside) report('CANCEL_OUTSIDE_TRANSACTION', event);
      if (event.type === 'boundaryEvent' && host && host.type !== 'transaction')
        report('CANCEL_OUTSIDE_TRANSACTION', event);
    }
  },
});
