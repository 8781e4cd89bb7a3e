import type { FlowNode } from '@zusteuerung/bpmn';
import { definitionsOf, isCatching } from '../nodes.js';
import { rule } from '../rule.js';

/** Some texts are never evaluated; a FEEL expression there is taken literally. */
export const plainText = rule({
  codes: {
    EXPRESSION_NOT_READ: {
      severity: 'warning',
      at: 'catching error or escalation event, link event, version tag of a call activity',
      de: '„{text}“ an „{name}“ wird nicht ausgewertet, sondern gilt wörtlich.',
      en: '"{text}" at "{name}" is not evaluated, but taken literally.',
      fix: { de: 'Den festen Text angeben.', en: 'Give the fixed text.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      for (const text of literal(node))
        if (text?.startsWith('=')) report('EXPRESSION_NOT_READ', node, { text });
  },
});

function literal(node: FlowNode): (string | null | undefined)[] {
  const links = definitionsOf(node, 'link').map(({ name }) => name);
  const fixed = [...links, node.extensions.calledElement?.versionTag];
  if (!isCatching(node)) return fixed;
  const caught = [...definitionsOf(node, 'error'), ...definitionsOf(node, 'escalation')];
  return [...fixed, ...caught.map(({ code }) => code)];
}
