import type { EventDefinition, FlowNode, NodeType } from '@zusteuerung/bpmn';
import { describe } from '../../compile/words.js';
import { rule } from '../rule.js';

type Kind = EventDefinition['kind'] | 'none';

/** BPMN table 10.93, without start events, which depend on where they stand. */
const allowed: Partial<Record<NodeType, Kind[]>> = {
  intermediateCatchEvent: ['message', 'timer', 'conditional', 'signal', 'link'],
  intermediateThrowEvent: ['none', 'message', 'escalation', 'compensate', 'signal', 'link'],
  boundaryEvent: [
    ...(['message', 'timer', 'error', 'escalation', 'signal'] as const),
    ...(['conditional', 'compensate', 'cancel'] as const),
  ],
  endEvent: [
    ...(['none', 'message', 'error', 'escalation', 'signal'] as const),
    ...(['compensate', 'cancel', 'terminate'] as const),
  ],
};

/** Each position allows certain triggers; a link is always the only one. */
export const eventTrigger = rule({
  codes: {
    EVENT_TRIGGER: {
      severity: 'error',
      at: 'intermediate, boundary and end event',
      de: '„{name}“: {what} gibt es in BPMN nicht.',
      en: '"{name}": BPMN has no {what}.',
      fix: {
        de: 'Einen Auslöser wählen, der an dieser Stelle erlaubt ist.',
        en: 'Choose a trigger that is allowed at this position.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      if (!isAllowed(node)) report('EVENT_TRIGGER', node, { what: shown(node) });
  },
});

function isAllowed({ type, definitions }: FlowNode): boolean {
  const kinds: Kind[] = definitions.length === 0 ? ['none'] : definitions.map(({ kind }) => kind);
  const list = allowed[type];
  if (!list) return true;
  return kinds.every((kind) => list.includes(kind) && (kind !== 'link' || kinds.length === 1));
}

function shown(node: FlowNode): { de: string; en: string } {
  const { de, en } = describe(node);
  return node.definitions.length > 0
    ? { de, en }
    : { de: `${de} ohne Auslöser`, en: `${en} without trigger` };
}
