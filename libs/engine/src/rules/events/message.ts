import type { FlowNode, MessageDefinition } from '@zusteuerung/bpmn';
import { parseDuration } from '../../time/duration.js';
import { definitionsOf, instantiates, isCatching } from '../nodes.js';
import type { Place } from '../place.js';
import { rule } from '../rule.js';

/** What waits for a message says for which, and inside an instance also by what key it belongs to the case. */
export const message = rule({
  codes: {
    MISSING_MESSAGE: {
      severity: 'error',
      at: 'receive task, catching message event; what publishes a message',
      de: '„{name}“ sagt nicht, um welche Nachricht es geht.',
      en: '"{name}" does not say which message it is about.',
      fix: { de: 'Eine Nachricht mit Namen auswählen.', en: 'Choose a message with a name.' },
    },
    MISSING_CORRELATION_KEY: {
      severity: 'warning',
      at: 'receive task, catching message event inside an instance',
      de: '„{name}“ hat keinen Korrelationsschlüssel: Jede Nachricht „{message}“ trifft.',
      en: '"{name}" has no correlation key: any message "{message}" matches.',
      fix: {
        de: 'Einen Ausdruck angeben, der den Vorgang kennzeichnet, etwa =meldung.id.',
        en: 'Give an expression that identifies the case, such as =meldung.id.',
      },
    },
    TIME_TO_LIVE: {
      severity: 'error',
      at: 'send task, message throw and end event',
      de: '„{name}“: „{value}“ ist keine Dauer nach ISO 8601.',
      en: '"{name}": "{value}" is not an ISO 8601 duration.',
      fix: { de: 'Eine Dauer wie PT1H angeben.', en: 'Give a duration such as PT1H.' },
    },
  },
  scope(place, report) {
    for (const node of place.container.nodes) {
      for (const { name, correlationKey } of awaited(node))
        if (name === null) report('MISSING_MESSAGE', node);
        else if (correlationKey === null && !startsInstances(place, node))
          report('MISSING_CORRELATION_KEY', node, { message: name });
      const { publishMessage } = node.extensions;
      if (!publishMessage) continue;
      if (sent(node).every(({ name }) => name === null)) report('MISSING_MESSAGE', node);
      const life = publishMessage.timeToLive;
      if (life !== null && !life.startsWith('=') && !parseDuration(life))
        report('TIME_TO_LIVE', node, { value: life });
    }
  },
});

function awaited(node: FlowNode): MessageDefinition[] {
  if (node.type === 'receiveTask') return node.message ? [node.message] : [];
  return isCatching(node) ? definitionsOf(node, 'message') : [];
}

function sent(node: FlowNode): MessageDefinition[] {
  return node.message ? [node.message] : definitionsOf(node, 'message');
}

/** There is no instance yet that a key could name. */
function startsInstances({ parent, container, node: find }: Place, node: FlowNode): boolean {
  if (parent) return false;
  if (node.type === 'startEvent' || instantiates(node)) return true;
  const before = container.flows.filter((flow) => flow.target === node.id).map((flow) => find(flow.source));
  return before.length > 0 && before.every((each) => each !== undefined && instantiates(each));
}
