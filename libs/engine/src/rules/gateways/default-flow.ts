import { rule } from '../rule.js';

/** A default flow leaves the element that names it. */
export const defaultFlow = rule({
  codes: {
    DEFAULT_FLOW: {
      severity: 'error',
      at: 'gateway, activity',
      de: 'Der Standardfluss „{flow}“ geht nicht von „{name}“ aus.',
      en: 'The default flow "{flow}" does not leave "{name}".',
      fix: {
        de: 'Einen der eigenen Ausgänge zum Standardfluss machen.',
        en: 'Make one of its own exits the default flow.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      if (node.defaultFlow !== null && !node.outgoing.includes(node.defaultFlow))
        report('DEFAULT_FLOW', node, { flow: node.defaultFlow });
  },
});
