import { definitionsOf } from '../nodes.js';
import { rule } from '../rule.js';

/** Errors, cancels and compensation leave nothing to go on beside them. */
export const alwaysInterrupting = rule({
  codes: {
    ERROR_NOT_INTERRUPTING: {
      severity: 'error',
      at: 'boundary event, start of an event sub-process',
      de: '„{name}“: Ein Fehler unterbricht immer.',
      en: '"{name}": an error always interrupts.',
      fix: {
        de: 'Unterbrechend zeichnen oder eine Eskalation verwenden.',
        en: 'Make it interrupting, or use an escalation.',
      },
    },
    CANCEL_NOT_INTERRUPTING: {
      severity: 'error',
      at: 'boundary event',
      de: '„{name}“: Ein Abbruch unterbricht die Transaktion immer.',
      en: '"{name}": a cancel always interrupts the transaction.',
      fix: { de: 'Unterbrechend zeichnen.', en: 'Make it interrupting.' },
    },
    COMPENSATION_NOT_INTERRUPTING: {
      severity: 'error',
      at: 'start of an event sub-process',
      de: '„{name}“: Kompensation beginnt erst, wenn der Teilprozess vorbei ist; daneben läuft nichts mehr.',
      en: '"{name}": compensation begins when the sub-process is over; nothing runs beside it.',
      fix: { de: 'Unterbrechend zeichnen.', en: 'Make it interrupting.' },
    },
  },
  scope({ container, parent }, report) {
    for (const node of container.nodes) {
      const starts = node.type === 'startEvent' && parent?.triggeredByEvent === true;
      if (node.interrupting || (node.type !== 'boundaryEvent' && !starts)) continue;
      if (definitionsOf(node, 'error').length > 0) report('ERROR_NOT_INTERRUPTING', node);
      if (definitionsOf(node, 'cancel').length > 0) report('CANCEL_NOT_INTERRUPTING', node);
      if (starts && definitionsOf(node, 'compensate').length > 0)
        report('COMPENSATION_NOT_INTERRUPTING', node);
    }
  },
});
