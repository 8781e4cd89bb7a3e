import { rule } from '../rule.js';

const waiting = ['message', 'timer', 'signal', 'conditional'];

/** A parallel multiple event waits for several things that each happen by themselves. */
export const multipleEvent = rule({
  codes: {
    PARALLEL_MULTIPLE_SINGLE: {
      severity: 'warning',
      at: 'parallel multiple event',
      de: '„{name}“ soll auf mehrere Auslöser zugleich warten, hat aber weniger als zwei.',
      en: '"{name}" is to wait for several triggers together, but has fewer than two.',
      fix: {
        de: 'Weitere Auslöser angeben oder ein einfaches Ereignis verwenden.',
        en: 'Add triggers, or use a plain event.',
      },
    },
    PARALLEL_MULTIPLE_TRIGGER: {
      severity: 'error',
      at: 'parallel multiple event',
      de: '„{name}“ kann nicht auf „{kind}“ und anderes zugleich warten.',
      en: '"{name}" can\'t wait for "{kind}" and something else together.',
      fix: {
        de: 'Nur Nachrichten, Zeiten, Signale und Bedingungen zusammenfassen.',
        en: 'Combine messages, timers, signals and conditions only.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes.filter((each) => each.parallelMultiple)) {
      const other = node.definitions.find(({ kind }) => !waiting.includes(kind));
      if (node.definitions.length < 2) report('PARALLEL_MULTIPLE_SINGLE', node);
      else if (other) report('PARALLEL_MULTIPLE_TRIGGER', node, { kind: other.kind });
    }
  },
});
