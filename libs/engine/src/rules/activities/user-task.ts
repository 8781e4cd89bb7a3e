import type { FlowNode } from '@zusteuerung/bpmn';
import type { Place } from '../place.js';
import { rule } from '../rule.js';

/** A task that nobody is assigned to is seen by nobody. */
export const userTaskPeople = rule({
  codes: {
    NOBODY_ASSIGNED: {
      severity: 'warning',
      at: 'user task',
      de: 'Für „{name}“ ist niemand zuständig.',
      en: 'Nobody is assigned to "{name}".',
      fix: {
        de: 'Gruppen oder eine Person angeben oder die Aufgabe in eine benannte Bahn zeichnen.',
        en: 'Give groups or a person, or draw the task into a lane with a name.',
      },
    },
  },
  scope(place, report) {
    for (const node of place.container.nodes)
      if (node.type === 'userTask' && !isAssigned(node) && !inLane(node, place))
        report('NOBODY_ASSIGNED', node);
  },
});

function isAssigned({ extensions: { assignment } }: FlowNode): boolean {
  return Boolean(assignment?.assignee || assignment?.candidateGroups || assignment?.candidateUsers);
}

/** A lane speaks only for tasks that say nothing: the innermost one around the task or a sub-process around it. */
function inLane(node: FlowNode, { process: { lanes }, around }: Place): boolean {
  if (node.extensions.assignment) return false;
  for (const { id } of [node, ...around]) {
    const lane = lanes.findLast(({ nodes }) => nodes.includes(id));
    if (lane) return Boolean(lane.candidateGroups ?? lane.name);
  }
  return false;
}
