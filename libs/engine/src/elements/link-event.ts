import type { FlowNode } from '@zusteuerung/bpmn';
import { complete } from '../run/activity.js';
import type { Element } from './element.js';
import { hasDefinition } from './triggers/index.js';

/** The name that pairs link events of one scope. */
export function linkName(node: FlowNode): string | null {
  const definition = node.definitions[0];
  return definition?.kind === 'link' ? (definition.name ?? node.name) : null;
}

/** Goes on at the catching link event of the same name; the compiler draws the missing flow. */
export const linkEvent: Element = {
  name: 'linkEvent',
  types: ['intermediateThrowEvent', 'intermediateCatchEvent'],
  applies: (node) => hasDefinition(node, 'link'),
  compile(node, { container, report }) {
    const throwing = node.type === 'intermediateThrowEvent';
    const partner = container.nodes.find(
      (other) => other.type === 'intermediateCatchEvent' && linkName(other) === linkName(node),
    );
    if (throwing && !partner)
      report({
        code: 'LINK_WITHOUT_TARGET',
        severity: 'error',
        elementId: node.id,
        message: {
          de: `Zum Link „${linkName(node) ?? node.id}“ gibt es kein Ziel.`,
          en: `The link "${linkName(node) ?? node.id}" has no target.`,
        },
      });
    return { behaviour: { activate: (run, token) => complete(run, token) } };
  },
};
