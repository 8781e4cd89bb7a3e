import type { FlowNode } from '@zusteuerung/bpmn';
import { called } from '../../compile/words.js';
import { implicitStarts, instantiates } from '../nodes.js';
import type { Place } from '../place.js';
import { rule } from '../rule.js';

/** A process or sub-process says where it begins; a sub-process in exactly one way. */
export const startEvent = rule({
  codes: {
    NO_START_EVENT: {
      severity: 'error',
      at: 'process, sub-process, event sub-process',
      de: '„{name}“ hat kein Startereignis und auch sonst keinen Anfang.',
      en: '"{name}" has no start event, nor any other beginning.',
      fix: { de: 'Ein Startereignis zeichnen.', en: 'Draw a start event.' },
    },
    IMPLICIT_START: {
      severity: 'warning',
      at: 'process, sub-process',
      de: '„{name}“ hat kein Startereignis und beginnt überall, wo kein Fluss hineinführt: {entries}.',
      en: '"{name}" has no start event and begins wherever no flow leads in: {entries}.',
      fix: {
        de: 'Ein Startereignis zeichnen, damit der Anfang sichtbar ist.',
        en: 'Draw a start event, so that the beginning can be seen.',
      },
    },
    SEVERAL_START_EVENTS: {
      severity: 'error',
      at: 'start event',
      de: '„{owner}“ hat mehrere Startereignisse; eines davon ist „{name}“.',
      en: '"{owner}" has several start events; one of them is "{name}".',
      fix: {
        de: 'Nur ein Startereignis behalten und den Weg danach aufteilen.',
        en: 'Keep one start event and split the flow behind it.',
      },
    },
  },
  scope(place, report) {
    const { container, parent, owner } = place;
    if (container.nodes.length === 0 || parent?.type === 'adHocSubProcess') return;
    const starts = container.nodes.filter((node) => node.type === 'startEvent');
    for (const surplus of surplusStarts(starts, place))
      report('SEVERAL_START_EVENTS', surplus, { owner: called(owner) });
    if (starts.length > 0) return;
    const entries = parent?.triggeredByEvent ? [] : implicitStarts(place);
    if (entries.length > 0) report('IMPLICIT_START', owner, { entries: entries.map(called).join(', ') });
    else if (!container.nodes.some(instantiates)) report('NO_START_EVENT', owner);
  },
});

/** At the top several events may start a process, but only one start has no trigger. */
function surplusStarts(starts: FlowNode[], { parent }: Place): FlowNode[] {
  const alike = parent ? starts : starts.filter((start) => start.definitions.length === 0);
  return alike.slice(1);
}
