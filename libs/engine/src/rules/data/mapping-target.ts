import type { MappingDefinition } from '@zusteuerung/bpmn';
import { rule } from '../rule.js';

/** A mapping says where it writes, and no other writes there too. */
export const mappingTarget = rule({
  codes: {
    MISSING_MAPPING_TARGET: {
      severity: 'error',
      at: 'input or output mapping',
      de: 'Eine Zuordnung an „{name}“ sagt nicht, in welche Variable „{source}“ geschrieben wird.',
      en: 'A mapping of "{name}" does not say which variable "{source}" is written to.',
      fix: {
        de: 'Den Namen der Variable angeben oder die Zuordnung löschen.',
        en: 'Name the variable, or delete the mapping.',
      },
    },
    DUPLICATE_MAPPING: {
      severity: 'warning',
      at: 'input or output mapping',
      de: 'Zwei Zuordnungen an „{name}“ schreiben in „{target}“; nur die letzte zählt.',
      en: 'Two mappings of "{name}" write to "{target}"; only the last one counts.',
      fix: { de: 'Eine der beiden löschen.', en: 'Delete one of them.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      for (const mappings of [node.extensions.inputs, node.extensions.outputs]) {
        const unnamed = mappings.find(({ target }) => target === '');
        if (unnamed) report('MISSING_MAPPING_TARGET', node, { source: unnamed.source });
        const twice = overwritten(mappings);
        if (twice) report('DUPLICATE_MAPPING', node, { target: twice.target });
      }
  },
});

/** A later mapping may build on an earlier one: then both count. */
function overwritten(mappings: MappingDefinition[]): MappingDefinition | undefined {
  return mappings.find(({ target }, index) => {
    const later = mappings.slice(index + 1);
    const next = later.findIndex((other) => other.target === target);
    const [variable = ''] = target.split('.');
    return (
      target !== '' && next >= 0 && !later.slice(0, next + 1).some(({ source }) => source.includes(variable))
    );
  });
}
