import type { EventDefinition, FlowNode } from '@zusteuerung/bpmn';
import type { Place } from './place.js';

type Kind = EventDefinition['kind'];

const activities = /Task$|^task$|^subProcess$|^transaction$|^adHocSubProcess$|^callActivity$/;

/** Tasks, sub-processes and call activities; not event sub-processes, which nothing leads into. */
export function isActivity(node: FlowNode): boolean {
  return activities.test(node.type) && !node.triggeredByEvent;
}

export function isGateway(node: FlowNode): boolean {
  return node.type.endsWith('Gateway');
}

export function isEvent(node: FlowNode): boolean {
  return node.type.endsWith('Event');
}

export function isCatching(node: FlowNode): boolean {
  return ['startEvent', 'intermediateCatchEvent', 'boundaryEvent'].includes(node.type);
}

export function isThrowing(node: FlowNode): boolean {
  return node.type === 'intermediateThrowEvent' || node.type === 'endEvent';
}

/** The definitions of a kind that a node has. */
export function definitionsOf<K extends Kind>(
  node: FlowNode,
  kind: K,
): Extract<EventDefinition, { kind: K }>[] {
  return node.definitions.filter(
    (definition): definition is Extract<EventDefinition, { kind: K }> => definition.kind === kind,
  );
}

export function has(node: FlowNode, kind: Kind): boolean {
  return node.definitions.some((definition) => definition.kind === kind);
}

/** The name that pairs link events; null: no link event, or one without any name. */
export function linkName(node: FlowNode): string | null {
  const [link] = definitionsOf(node, 'link');
  return link ? (link.name ?? node.name) : null;
}

/** Whether a node starts instances of its process from outside, other than a start event. */
export function instantiates(node: FlowNode): boolean {
  return node.instantiate && (node.type === 'receiveTask' || node.type === 'eventBasedGateway');
}

/** Where a process or sub-process without start event begins: at all that nothing leads into (BPMN 13.2). */
export function implicitStarts({ container }: Pick<Place, 'container'>): FlowNode[] {
  if (container.nodes.some((node) => node.type === 'startEvent')) return [];
  return container.nodes.filter(
    (node) =>
      node.incoming.length === 0 &&
      node.type !== 'boundaryEvent' &&
      !node.isForCompensation &&
      !node.triggeredByEvent &&
      !instantiates(node) &&
      !(node.type === 'intermediateCatchEvent' && has(node, 'link')),
  );
}

/** All nodes of a container and of the sub-processes in it. */
export function allNodes(container: Place['container']): FlowNode[] {
  return container.nodes.flatMap((node) => [node, ...(node.content ? allNodes(node.content) : [])]);
}
