import { called } from '../../compile/words.js';
import { rule } from '../rule.js';

/** Every element has an id; the schema lets it be absent, but nothing could refer to the element. */
export const identifiers = rule({
  codes: {
    ID_MISSING: {
      severity: 'error',
      at: 'flow node, sequence flow',
      de: 'In „{owner}“ hat ein Element (ein {type}) keine Kennung.',
      en: 'An element in "{owner}" (a {type}) has no id.',
      fix: { de: 'Dem Element eine eindeutige id geben.', en: 'Give the element a unique id.' },
    },
  },
  scope({ container, owner }, report) {
    const flows = container.flows.map(({ id }) => ({ id, type: 'sequenceFlow' }));
    for (const { id, type } of [...container.nodes, ...flows])
      if (id === '') report('ID_MISSING', owner, { owner: called(owner), type });
  },
});
