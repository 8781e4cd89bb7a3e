import type { FlowNode } from '@zusteuerung/bpmn';
import { grouped } from '../place.js';
import type { Place } from '../place.js';
import { has, implicitStarts, instantiates, linkName } from '../nodes.js';
import { rule } from '../rule.js';

/** Every element can be reached from where its process or sub-process begins. */
export const unreachable = rule({
  codes: {
    UNREACHABLE: {
      severity: 'error',
      at: 'flow node',
      de: '„{name}“ ist von keinem Startereignis aus erreichbar.',
      en: '"{name}" can\'t be reached from any start event.',
      fix: {
        de: 'Mit einem Fluss anschließen oder löschen.',
        en: 'Connect it with a flow, or delete it.',
      },
    },
  },
  scope(place, report) {
    const reached = reachable(place);
    for (const node of place.container.nodes)
      if (!reached.has(node.id) && !hasOwnFinding(node)) report('UNREACHABLE', node);
  },
});

/** Handlers that nothing leads to are reported as such, boundary events with their activity. */
function hasOwnFinding(node: FlowNode): boolean {
  return node.isForCompensation || node.type === 'boundaryEvent';
}

function reachable(place: Place): Set<string> {
  const links = grouped(place.container.nodes.filter(isLinkTarget), linkName);
  const reached = new Set<string>();
  const open = beginnings(place);
  for (let node = open.pop(); node; node = open.pop()) {
    if (reached.has(node.id)) continue;
    reached.add(node.id);
    const next = place.outgoing(node).map((flow) => place.node(flow.target));
    next.push(place.node(node.compensationHandler), ...place.boundaries(node));
    if (node.type === 'intermediateThrowEvent') next.push(...(links.get(linkName(node) ?? '') ?? []));
    open.push(...next.filter((each) => each !== undefined));
  }
  return reached;
}

/** Links without source have a finding of their own, so what follows them counts as reached. */
function beginnings(place: Place): FlowNode[] {
  const { nodes } = place.container;
  const thrown = new Set(
    nodes.filter((node) => node.type === 'intermediateThrowEvent').map((node) => linkName(node)),
  );
  const adHoc = place.parent?.type === 'adHocSubProcess';
  const given = nodes.filter(
    (node) =>
      node.type === 'startEvent' ||
      node.triggeredByEvent ||
      instantiates(node) ||
      (isLinkTarget(node) && !thrown.has(linkName(node))) ||
      (adHoc && node.incoming.length === 0 && node.type !== 'boundaryEvent'),
  );
  return [...given, ...implicitStarts(place)];
}

function isLinkTarget(node: FlowNode): boolean {
  return node.type === 'intermediateCatchEvent' && has(node, 'link');
}
