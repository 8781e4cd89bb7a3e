import { around, el, task } from '../testing.js';
import type { Examples } from '../testing.js';

const lane = (id: string, nodes: string[], inner = '') =>
  el(
    'lane',
    id,
    `name="${id}"`,
    nodes.map((node) => `<bpmn:flowNodeRef>${node}</bpmn:flowNodeRef>`).join('') + inner,
  );
const set = (lanes: string, name = 'laneSet') => el(name, `set_${name}`, '', lanes);
const content = around(task('x'));

export const examples: Examples = {
  bad: [['SEVERAL_LANES', 'x', `${set(lane('A', ['s', 'x']) + lane('B', ['x', 'e']))}${content}`]],
  good: [
    `${set(lane('A', ['s', 'x']) + lane('B', ['e']))}${content}`,
    `${set(lane('A', ['s', 'x', 'e'], set(lane('B', ['x']), 'childLaneSet')))}${content}`,
  ],
};
