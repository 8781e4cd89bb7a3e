import type { EventDefinition, FlowNode } from '@zusteuerung/bpmn';
import { called } from '../../compile/words.js';
import { grouped } from '../place.js';
import type { Place } from '../place.js';
import { rule } from '../rule.js';

const fix = {
  de: 'Eines der beiden Ereignisse löschen oder etwas anderes fangen lassen.',
  en: 'Delete one of the two events, or let it catch something else.',
};

/** What can happen is caught once in the same place. */
export const duplicateHandlers = rule({
  codes: {
    AMBIGUOUS_HANDLER: {
      severity: 'error',
      at: 'boundary event, start of an event sub-process: error, escalation, cancel, compensation',
      de: '„{name}“ fängt dasselbe wie „{other}“; nur eines von beiden kann gelten.',
      en: '"{name}" catches the same as "{other}"; only one of them can count.',
      fix,
    },
    DUPLICATE_HANDLER: {
      severity: 'warning',
      at: 'boundary event, start event, event behind an event-based gateway: message, signal, condition',
      de: '„{name}“ wartet am selben Ort auf dasselbe wie „{other}“.',
      en: '"{name}" waits at the same place for the same as "{other}".',
      fix,
    },
  },
  scope(place, report) {
    for (const group of groups(place)) {
      const caught = group.flatMap((node) =>
        triggers(node).map((trigger) => ({ node, key: keyOf(trigger) })),
      );
      for (const [key, [first, ...others]] of grouped(caught, (each) => each.key))
        for (const { node } of others) {
          const code = /^(message|signal|conditional):/.test(key) ? 'DUPLICATE_HANDLER' : 'AMBIGUOUS_HANDLER';
          if (first && node !== first.node) report(code, node, { other: called(first.node) });
        }
    }
  },
});

/** Nodes that listen at the same time in the same place. */
function groups({ container, parent, outgoing, node: find, boundaries }: Place): FlowNode[][] {
  const { nodes } = container;
  const starts = parent ? [] : nodes.filter((node) => node.type === 'startEvent');
  const inside = nodes
    .filter((node) => node.triggeredByEvent)
    .flatMap((node) => node.content?.nodes.filter(({ type }) => type === 'startEvent') ?? []);
  const gateways = nodes.filter((node) => node.type === 'eventBasedGateway');
  const behind = gateways.map((node) => outgoing(node).flatMap((flow) => find(flow.target) ?? []));
  return [starts, inside, ...nodes.map(boundaries), ...behind];
}

function triggers(node: FlowNode): EventDefinition[] {
  return node.message ? [node.message] : node.definitions;
}

/** Null: may well be caught twice. */
function keyOf(trigger: EventDefinition): string | null {
  switch (trigger.kind) {
    case 'error':
    case 'escalation':
      return `${trigger.kind}:${trigger.code ?? ''}`;
    case 'cancel':
    case 'compensate':
      return trigger.kind;
    case 'message':
      return trigger.name && `message:${JSON.stringify([trigger.name, trigger.correlationKey])}`;
    case 'signal':
      return trigger.name && `signal:${trigger.name}`;
    case 'conditional':
      return trigger.condition && `conditional:${trigger.condition}`;
    default:
      return null;
  }
}
