import { called } from '../../compile/words.js';
import { allNodes } from '../nodes.js';
import { rule } from '../rule.js';

/** An element lies in one lane, and in the lanes around that one. */
export const lanes = rule({
  codes: {
    SEVERAL_LANES: {
      severity: 'warning',
      at: 'flow node',
      de: '„{name}“ liegt in mehreren Bahnen: „{first}“ und „{second}“.',
      en: '"{name}" lies in several lanes: "{first}" and "{second}".',
      fix: { de: 'Das Element in eine der Bahnen ziehen.', en: 'Move the element into one of the lanes.' },
    },
  },
  scope({ process, parent }, report) {
    if (parent) return;
    const sets = process.lanes.map((lane) => ({ lane, nodes: new Set(lane.nodes) }));
    for (const node of allNodes(process)) {
      const around = sets.filter(({ nodes }) => nodes.has(node.id));
      const pairs = around.flatMap((a, index) => around.slice(index + 1).map((b) => [a, b] as const));
      const [first, second] = pairs.find(([a, b]) => !isInside(a.nodes, b.nodes)) ?? [];
      if (first && second)
        report('SEVERAL_LANES', node, { first: called(first.lane), second: called(second.lane) });
    }
  },
});

/** The reader flattens lanes: what lies in an inner lane also lies in the outer one. */
function isInside(a: Set<string>, b: Set<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  return [...small].every((id) => large.has(id));
}
