import { called } from '../compile/words.js';
import { linkName } from '../elements/link-event.js';
import { finding } from './rule.js';
import type { Place, Rule } from './rule.js';

/** Every element can be reached from a start event, an event sub-process or a boundary event of a reachable element. */
export const unreachable: Rule = (place) => {
  const reached = reachable(place);
  return place.container.nodes
    .filter((node) => !reached.has(node.id) && node.type !== 'startEvent')
    .map((node) =>
      finding(
        'UNREACHABLE',
        'error',
        node.id,
        `„${called(node)}“ ist von keinem Startereignis aus erreichbar.`,
        `"${called(node)}" can't be reached from any start event.`,
      ),
    );
};

function reachable({ container }: Place): Set<string> {
  const { nodes, flows } = container;
  const reached = new Set<string>();
  const open = nodes
    .filter((node) => node.type === 'startEvent' || node.triggeredByEvent)
    .map((node) => node.id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const node = nodes.find((each) => each.id === id);
    for (const flow of flows) if (flow.source === id) open.push(flow.target);
    for (const other of nodes) {
      const linked = node?.type === 'intermediateThrowEvent' && linkName(node) !== null;
      const target = linked && other.type === 'intermediateCatchEvent' && linkName(other) === linkName(node);
      if (other.attachedTo === id || target) open.push(other.id);
    }
  }
  return reached;
}
