import type { BpmnProcess, FlowNode, SequenceFlow } from '@zusteuerung/bpmn';
import { implicitStarts } from './nodes.js';

/** Whether a node is done in the very step that reaches it: it waits for nobody and nothing. */
export function isImmediate(node: FlowNode): boolean {
  if (node.loop) return false;
  switch (node.type) {
    case 'task':
    case 'manualTask':
    case 'exclusiveGateway':
    case 'inclusiveGateway':
    case 'endEvent':
      return true;
    case 'startEvent':
      return node.definitions.length === 0;
    case 'scriptTask':
    case 'businessRuleTask':
      return node.extensions.taskDefinition === null;
    case 'parallelGateway':
      return node.incoming.length < 2;
    case 'intermediateThrowEvent':
      return node.extensions.taskDefinition === null && node.definitions.every(({ kind }) => kind !== 'link');
    default:
      return false;
  }
}

/**
 * What a process reaches in its first step when it is called: nodes that are done at once, and those behind them that
 * wait. `follow` says which flows count.
 */
export function firstStep(
  process: BpmnProcess,
  follow: (node: FlowNode, flows: SequenceFlow[]) => SequenceFlow[],
): FlowNode[] {
  const reached = new Set<FlowNode>();
  const none = process.nodes.filter((node) => node.type === 'startEvent' && node.definitions.length === 0);
  const open = [...none, ...implicitStarts({ container: process })];
  for (let node = open.pop(); node; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    if (!isImmediate(node)) continue;
    const { id } = node;
    const flows = follow(
      node,
      process.flows.filter((flow) => flow.source === id),
    );
    for (const { target } of flows) open.push(...process.nodes.filter((each) => each.id === target));
  }
  return [...reached];
}
