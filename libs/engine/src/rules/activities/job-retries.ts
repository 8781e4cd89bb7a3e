import { rule } from '../rule.js';

/** Retries are a whole number that is not negative, or an expression. */
export const jobRetries = rule({
  codes: {
    JOB_RETRIES: {
      severity: 'error',
      at: 'task or event with a job type',
      de: '„{name}“: „{value}“ ist keine Anzahl von Versuchen.',
      en: '"{name}": "{value}" is not a number of attempts.',
      fix: { de: 'Eine ganze Zahl wie 3 angeben.', en: 'Give a whole number such as 3.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes) {
      const value = node.extensions.taskDefinition?.retries ?? null;
      if (value !== null && !/^(=|\d+$)/.test(value)) report('JOB_RETRIES', node, { value });
    }
  },
});
