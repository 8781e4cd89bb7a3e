import { around, el, extended, sub } from '../testing.js';
import type { Examples } from '../testing.js';

const userTask = (inner: string) => around(el('userTask', 'x', '', inner));
const lane = (attributes: string, inner: string) =>
  `<bpmn:laneSet id="set"><bpmn:lane id="lane" ${attributes}>${inner}<bpmn:flowNodeRef>x</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>`;
const groups = extended(
  '<zeebe:properties><zeebe:property name="candidateGroups" value="g" /></zeebe:properties>',
);

export const examples: Examples = {
  bad: [
    ['NOBODY_ASSIGNED', 'x', userTask(extended('<zeebe:userTask />'))],
    ['NOBODY_ASSIGNED', 'x', `${lane('', '')}${userTask('')}`],
    [
      'NOBODY_ASSIGNED',
      'x',
      `${lane('name="Amt"', '')}${userTask(extended('<zeebe:assignmentDefinition assignee="" />'))}`,
    ],
  ],
  good: [
    `${lane('name="Amt"', '')}${around(sub('x', el('userTask', 'y')))}`,
    userTask(extended('<zeebe:assignmentDefinition candidateGroups="g" />')),
    `${lane('name="Amt"', '')}${userTask('')}`,
    `${lane('', groups)}${userTask('')}`,
  ],
};
