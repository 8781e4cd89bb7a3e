import { has, isActivity } from '../nodes.js';
import type { Place } from '../place.js';
import { rule } from '../rule.js';

const draw = {
  de: 'Vom Kompensationsereignis eine Assoziation zu einer Aktivität zeichnen, die als Kompensation gekennzeichnet ist.',
  en: 'Draw an association from the compensation event to an activity marked for compensation.',
};

/** A compensation event on a border leads by an association to one handler, which stands outside all flows. */
export const compensationHandler = rule({
  codes: {
    COMPENSATION_WITHOUT_HANDLER: {
      severity: 'error',
      at: 'compensation boundary event',
      de: '„{name}“ führt zu keiner Aktivität, die etwas rückgängig macht.',
      en: '"{name}" leads to no activity that undoes anything.',
      fix: draw,
    },
    COMPENSATION_HANDLER: {
      severity: 'error',
      at: 'compensation boundary event',
      de: '„{name}“ führt zu „{handler}“; das ist keine als Kompensation gekennzeichnete Aktivität derselben Ebene.',
      en: '"{name}" leads to "{handler}", which is no activity marked for compensation on the same level.',
      fix: draw,
    },
    COMPENSATION_HANDLER_UNUSED: {
      severity: 'warning',
      at: 'activity marked for compensation',
      de: 'Kein Kompensationsereignis führt zu „{name}“; die Aktivität läuft nie.',
      en: 'No compensation event leads to "{name}"; the activity never runs.',
      fix: draw,
    },
    COMPENSATION_FLOW: {
      severity: 'error',
      at: 'activity marked for compensation, compensation boundary event',
      de: '„{name}“ gehört zur Kompensation und darf nicht an Flüssen hängen.',
      en: '"{name}" belongs to compensation and can\'t be part of a flow.',
      fix: {
        de: 'Die Flüsse entfernen; nur eine Assoziation führt zur Kompensation.',
        en: 'Remove the flows; only an association leads to compensation.',
      },
    },
  },
  scope(place, report) {
    const { container, node } = place;
    const used = new Set(container.nodes.map((each) => each.compensationHandler));
    for (const each of container.nodes) {
      if (isCompensationBoundary(each)) {
        const handler = node(each.compensationHandler);
        if (each.compensationHandler === null) report('COMPENSATION_WITHOUT_HANDLER', each);
        else if (!handler?.isForCompensation || !isActivity(handler))
          report('COMPENSATION_HANDLER', each, { handler: handler?.name ?? each.compensationHandler });
        if (each.outgoing.length > 0) report('COMPENSATION_FLOW', each);
      }
      if (!each.isForCompensation || each.triggeredByEvent) continue;
      if (each.incoming.length + each.outgoing.length > 0) report('COMPENSATION_FLOW', each);
      if (!used.has(each.id)) report('COMPENSATION_HANDLER_UNUSED', each);
    }
  },
});

function isCompensationBoundary(node: Place['container']['nodes'][number]): boolean {
  return node.type === 'boundaryEvent' && has(node, 'compensate');
}
