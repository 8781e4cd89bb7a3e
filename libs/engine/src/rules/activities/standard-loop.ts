import { rule } from '../rule.js';

/** A loop ends some day. */
export const standardLoop = rule({
  codes: {
    LOOP_WITHOUT_END: {
      severity: 'warning',
      at: 'activity with loop marker',
      de: '„{name}“ wiederholt sich ohne Bedingung und ohne Höchstzahl, also für immer.',
      en: '"{name}" repeats without condition and maximum, that is for ever.',
      fix: { de: 'Eine Bedingung oder eine Höchstzahl angeben.', en: 'Give a condition or a maximum.' },
    },
    LOOP_MAXIMUM: {
      severity: 'error',
      at: 'activity with loop marker',
      de: '„{name}“: „{value}“ ist keine Höchstzahl für eine Schleife.',
      en: '"{name}": "{value}" is no maximum for a loop.',
      fix: { de: 'Eine ganze Zahl ab 1 angeben.', en: 'Give a whole number from 1.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes) {
      if (node.loop?.kind !== 'standardLoop') continue;
      const { condition, maximum } = node.loop;
      if (condition === null && maximum === null) report('LOOP_WITHOUT_END', node);
      if (maximum !== null && !/^[1-9]\d*$/.test(maximum)) report('LOOP_MAXIMUM', node, { value: maximum });
    }
  },
});
