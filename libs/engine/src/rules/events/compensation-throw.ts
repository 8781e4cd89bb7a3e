import type { BpmnProcess, FlowNode } from '@zusteuerung/bpmn';
import { allNodes, definitionsOf, has, isThrowing } from '../nodes.js';
import type { Place } from '../place.js';
import { rule } from '../rule.js';

/** Compensation that is thrown finds something to undo, and what can be undone is undone by someone. */
export const compensationThrow = rule({
  codes: {
    NOTHING_TO_COMPENSATE: {
      severity: 'warning',
      at: 'compensation throw and end event',
      de: '„{name}“ macht nichts rückgängig: Zu {what} gibt es keine Kompensation.',
      en: '"{name}" undoes nothing: there is no compensation for {what}.',
      fix: {
        de: 'An die Aktivität ein Kompensationsereignis mit seiner Aktivität heften.',
        en: 'Attach a compensation event with its activity.',
      },
    },
    COMPENSATION_TARGET: {
      severity: 'error',
      at: 'compensation throw and end event',
      de: '„{name}“ soll „{target}“ rückgängig machen; das ist keine Aktivität derselben Ebene.',
      en: '"{name}" is to undo "{target}", which is no activity on the same level.',
      fix: {
        de: 'Eine Aktivität derselben Ebene wählen oder die Angabe weglassen.',
        en: 'Choose an activity of the same level, or leave it out.',
      },
    },
    COMPENSATION_NEVER_THROWN: {
      severity: 'warning',
      at: 'compensation boundary event',
      de: '„{name}“ geschieht nie: Nirgends wird Kompensation ausgelöst oder eine Transaktion abgebrochen.',
      en: '"{name}" never happens: nothing throws compensation or cancels a transaction.',
      fix: {
        de: 'Ein auslösendes Kompensationsereignis zeichnen.',
        en: 'Draw an event that throws compensation.',
      },
    },
  },
  scope(place, report) {
    const undone = compensated(place);
    for (const node of place.container.nodes.filter(isThrowing))
      for (const { activity } of definitionsOf(node, 'compensate')) {
        const target = undone.find((each) => each.id === activity);
        if (activity !== null && !target) report('COMPENSATION_TARGET', node, { target: activity });
        else if (!(target ? [target] : undone).some((each) => canBeUndone(each, undone)))
          report('NOTHING_TO_COMPENSATE', node, { what: named(target) });
      }
  },
  deployment({ processes }, report) {
    const nodes = processes.flatMap((process: BpmnProcess) => allNodes(process));
    const thrown = nodes.some((node) => isThrowing(node) && (has(node, 'compensate') || has(node, 'cancel')));
    if (thrown) return;
    for (const node of nodes)
      if (node.type === 'boundaryEvent' && has(node, 'compensate')) report('COMPENSATION_NEVER_THROWN', node);
  },
});

/** What a throw event can reach: its own level; inside an event sub-process also the level around it. */
function compensated({ container, parent, around, process }: Place): FlowNode[] {
  if (!parent?.triggeredByEvent) return container.nodes;
  return [...container.nodes, ...(around[1]?.content ?? process).nodes];
}

/** Sub-processes and called processes may hold handlers inside. */
function canBeUndone(node: FlowNode, level: FlowNode[]): boolean {
  const attached = level.some((event) => event.attachedTo === node.id && has(event, 'compensate'));
  if (attached || node.type === 'callActivity') return true;
  return (node.content?.nodes ?? []).some(
    (inner, _, inside) =>
      canBeUndone(inner, inside) || (inner.type === 'startEvent' && has(inner, 'compensate')),
  );
}

function named(target: FlowNode | undefined): { de: string; en: string } {
  if (!target) return { de: 'den Aktivitäten dieser Ebene', en: 'the activities on this level' };
  return { de: `„${target.name ?? target.id}“`, en: `"${target.name ?? target.id}"` };
}
