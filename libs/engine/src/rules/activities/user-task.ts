import type { BpmnProcess, FlowNode } from '@zusteuerung/bpmn';
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
  scope({ container, process }, report) {
    for (const node of container.nodes)
      if (node.type === 'userTask' && !isAssigned(node) && !inLane(node, process))
        report('NOBODY_ASSIGNED', node);
  },
});

function isAssigned({ extensions: { assignment } }: FlowNode): boolean {
  return Boolean(assignment?.assignee || assignment?.candidateGroups || assignment?.candidateUsers);
}

/** A lane speaks only for tasks that say nothing. */
function inLane({ id, extensions }: FlowNode, { lanes }: BpmnProcess): boolean {
  if (extensions.assignment) return false;
  return lanes.some((lane) => lane.nodes.includes(id) && (lane.candidateGroups ?? lane.name));
}
