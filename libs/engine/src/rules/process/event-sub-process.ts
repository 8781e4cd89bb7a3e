import { rule } from '../rule.js';

/** An event sub-process is started by its event alone: it is no loop, transaction, ad-hoc or handler. */
export const eventSubProcess = rule({
  codes: {
    EVENT_SUB_PROCESS_MARKER: {
      severity: 'error',
      at: 'event sub-process',
      de: 'Der Ereignis-Teilprozess „{name}“ kann nicht zugleich Schleife, Mehrfachausführung, Transaktion, Ad-hoc-Teilprozess oder Kompensation sein.',
      en: 'The event sub-process "{name}" can\'t be a loop, multi-instance, transaction, ad-hoc or compensation at the same time.',
      fix: {
        de: 'Die Markierung entfernen oder einen eigenen Teilprozess hineinlegen, der sie trägt.',
        en: 'Remove the marker, or put a sub-process of its own inside that carries it.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      if (node.triggeredByEvent && (node.loop || node.isForCompensation || node.type !== 'subProcess'))
        report('EVENT_SUB_PROCESS_MARKER', node);
  },
});
