import type { FlowNode } from '@zusteuerung/bpmn';
import { called } from '../../compile/words.js';
import { has } from '../nodes.js';
import type { Place } from '../place.js';
import { rule } from '../rule.js';

/** Behind an event-based gateway stand at least two events that can happen, each with this one way in (BPMN 10.6.6). */
export const eventGateway = rule({
  codes: {
    EVENT_GATEWAY_EXITS: {
      severity: 'error',
      at: 'event-based gateway',
      de: '„{name}“ braucht mindestens zwei Ereignisse.',
      en: '"{name}" needs at least two events.',
      fix: {
        de: 'Ein weiteres Ereignis anschließen oder das Gateway weglassen.',
        en: 'Connect another event, or leave out the gateway.',
      },
    },
    EVENT_GATEWAY_TARGET: {
      severity: 'error',
      at: 'element behind an event-based gateway',
      de: '„{name}“ hinter „{gateway}“ muss auf etwas warten und darf nur von dort erreicht werden.',
      en: '"{name}" behind "{gateway}" must wait for something and be reached from there only.',
      fix: {
        de: 'Ein eintretendes Zwischenereignis oder eine Empfangsaufgabe mit diesem einen Eingang verwenden.',
        en: 'Use an intermediate catch event or receive task with this one way in.',
      },
    },
    EVENT_GATEWAY_MIXED: {
      severity: 'error',
      at: 'event-based gateway',
      de: 'Hinter „{name}“ stehen Nachrichten-Ereignisse und Empfangsaufgaben gemischt.',
      en: 'Message events and receive tasks are mixed behind "{name}".',
      fix: { de: 'Sich für eine der beiden Formen entscheiden.', en: 'Choose one of the two forms.' },
    },
    EVENT_GATEWAY_BOUNDARY: {
      severity: 'error',
      at: 'receive task behind an event-based gateway',
      de: 'Die Empfangsaufgabe „{name}“ hinter „{gateway}“ darf keine angehefteten Ereignisse haben.',
      en: 'The receive task "{name}" behind "{gateway}" can\'t have boundary events.',
      fix: {
        de: 'Das Ereignis als weiteren Ausgang des Gateways zeichnen.',
        en: 'Draw the event as another exit of the gateway.',
      },
    },
    EVENT_GATEWAY_PARALLEL: {
      severity: 'error',
      at: 'event-based gateway',
      de: '„{name}“ wartet auf alle Ereignisse; das geht nur, wo es den Prozess startet.',
      en: '"{name}" waits for all events, which it can only where it starts the process.',
      fix: {
        de: 'Ein paralleles Gateway verwenden oder „instantiate“ setzen.',
        en: 'Use a parallel gateway, or set "instantiate".',
      },
    },
  },
  scope(place, report) {
    for (const gateway of place.container.nodes) {
      if (gateway.type !== 'eventBasedGateway') continue;
      const targets = behind(place, gateway);
      if (targets.length < 2) report('EVENT_GATEWAY_EXITS', gateway);
      if (gateway.allEvents && !gateway.instantiate) report('EVENT_GATEWAY_PARALLEL', gateway);
      const tasks = targets.filter((node) => node.type === 'receiveTask');
      if (tasks.length > 0 && targets.some((node) => isWaitingEvent(node) && has(node, 'message')))
        report('EVENT_GATEWAY_MIXED', gateway);
      for (const node of targets.filter((each) => !waits(each) || each.incoming.length > 1))
        report('EVENT_GATEWAY_TARGET', node, { gateway: called(gateway) });
      for (const task of tasks.filter((each) => place.boundaries(each).length > 0))
        report('EVENT_GATEWAY_BOUNDARY', task, { gateway: called(gateway) });
    }
  },
});

function behind({ outgoing, node }: Place, gateway: FlowNode): FlowNode[] {
  return outgoing(gateway).flatMap((flow) => node(flow.target) ?? []);
}

function waits(node: FlowNode): boolean {
  return node.type === 'receiveTask' || (isWaitingEvent(node) && !has(node, 'link'));
}

function isWaitingEvent(node: FlowNode): boolean {
  return node.type === 'intermediateCatchEvent';
}
