import { rule } from '../rule.js';

/** A process or sub-process holds something to execute. */
export const emptyProcess = rule({
  codes: {
    EMPTY_PROCESS: {
      severity: 'error',
      at: 'process, sub-process',
      de: '„{name}“ ist leer.',
      en: '"{name}" is empty.',
      fix: {
        de: 'Mindestens ein Startereignis und ein Element dahinter zeichnen.',
        en: 'Draw at least a start event and an element behind it.',
      },
    },
  },
  scope({ container, parent, owner }, report) {
    if (container.nodes.length === 0 && parent?.type !== 'adHocSubProcess') report('EMPTY_PROCESS', owner);
  },
});
