import type { BpmnModel, Container, FlowNode, MessageDefinition, MessageFlow, Participant } from './model.js';
import { child, list, text } from './moddle.js';
import type { Raw } from './moddle.js';

export function readParticipants(collaboration: Raw): Participant[] {
  return list(collaboration['participants']).map((raw) => ({
    id: raw.id ?? '',
    name: text(raw.name),
    process: child(raw['processRef'])?.id ?? null,
  }));
}

export function readMessageFlows(collaboration: Raw): MessageFlow[] {
  return list(collaboration['messageFlows']).map((raw) => ({
    id: raw.id ?? '',
    name: text(raw.name),
    source: child(raw['sourceRef'])?.id ?? '',
    target: child(raw['targetRef'])?.id ?? '',
    message: text(child(raw['messageRef'])?.name),
  }));
}

/**
 * A message flow says what its ends send and receive when they do not say so themselves: the message that the flow or
 * the other end names.
 */
export function nameMessages({ processes, messageFlows }: BpmnModel): void {
  const nodes = new Map(processes.flatMap(allNodes).map((node) => [node.id, node]));
  for (const flow of messageFlows) {
    const [from, to] = [messageOf(nodes.get(flow.source)), messageOf(nodes.get(flow.target))];
    const name = flow.message ?? from?.name ?? to?.name ?? null;
    if (from) from.name ??= name;
    if (to) to.name ??= name;
    if (from && to) from.correlationKey ??= to.correlationKey;
  }
}

function allNodes({ nodes }: Container): FlowNode[] {
  return nodes.flatMap((node) => [node, ...(node.content ? allNodes(node.content) : [])]);
}

function messageOf(node: FlowNode | undefined): MessageDefinition | null {
  if (!node) return null;
  const definitions = node.definitions.filter((definition) => definition.kind === 'message');
  return node.message ?? definitions[0] ?? null;
}
