import { rule } from '../rule.js';

/** A multi-instance activity says how often it runs, and collects only what it is told to. */
export const multiInstance = rule({
  codes: {
    MISSING_COLLECTION: {
      severity: 'error',
      at: 'multi-instance activity',
      de: '„{name}“ sagt nicht, für welche Liste oder wie oft sie läuft.',
      en: '"{name}" does not say which list it runs for, or how often.',
      fix: { de: 'Eine Eingabeliste oder eine Anzahl angeben.', en: 'Give an input collection or a number.' },
    },
    INCOMPLETE_OUTPUT: {
      severity: 'error',
      at: 'multi-instance activity, ad-hoc sub-process',
      de: '„{name}“ braucht Ergebnisliste und Ergebniselement zusammen.',
      en: '"{name}" needs output collection and output element together.',
      fix: { de: 'Beide angeben oder keines.', en: 'Give both or neither.' },
    },
    LOOP_CARDINALITY: {
      severity: 'error',
      at: 'multi-instance activity',
      de: '„{name}“ kann nicht {value}-mal laufen.',
      en: '"{name}" can\'t run {value} times.',
      fix: { de: 'Eine ganze Zahl ab 0 angeben.', en: 'Give a whole number from 0.' },
    },
    MISSING_COMPLEX_BEHAVIOUR: {
      severity: 'warning',
      at: 'multi-instance activity',
      de: '„{name}“ soll unter Bedingungen Ereignisse auslösen (Verhalten „Complex“), nennt aber keine mit Bedingung und Ereignis.',
      en: '"{name}" is to throw events under conditions (behavior "Complex"), but names none with condition and event.',
      fix: {
        de: 'Bedingung und Ereignis angeben oder das Verhalten „All“ wählen.',
        en: 'Give condition and event, or choose the behavior "All".',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes) {
      const { loop, adHoc } = node;
      if (adHoc && isHalf(adHoc)) report('INCOMPLETE_OUTPUT', node);
      if (loop?.kind !== 'multiInstance') continue;
      if (loop.inputCollection === null && loop.cardinality === null) report('MISSING_COLLECTION', node);
      if (isHalf(loop)) report('INCOMPLETE_OUTPUT', node);
      const number = Number(loop.cardinality?.replace(/^=/, '') ?? 0);
      if (number < 0 || (!Number.isNaN(number) && !Number.isInteger(number)))
        report('LOOP_CARDINALITY', node, { value: loop.cardinality ?? '' });
      const complete = loop.complex.some(({ condition, events }) => condition !== null && events.length > 0);
      if (loop.behavior === 'Complex' && !complete) report('MISSING_COMPLEX_BEHAVIOUR', node);
    }
  },
});

function isHalf(output: { outputCollection: string | null; outputElement: string | null }): boolean {
  return (output.outputCollection === null) !== (output.outputElement === null);
}
