import type { BpmnModel, BpmnProcess, Container, FlowNode, SequenceFlow } from '@zusteuerung/bpmn';
import type { ModelSet } from '../compile/compile.js';
import { processesOf } from '../compile/processes.js';

/** All that is deployed together. */
export interface Deployment {
  models: readonly BpmnModel[];
  /** the processes that run */
  processes: readonly BpmnProcess[];
  /** by id; of two with the same id (reported elsewhere) the first */
  process(id: string): BpmnProcess | undefined;
  decisionIds: ReadonlySet<string>;
}

/** Where a rule looks: one process or sub-process, with what is around it. */
export interface Place {
  deployment: Deployment;
  process: BpmnProcess;
  container: Container;
  /** the sub-process that is looked into; null: the process itself */
  parent: FlowNode | null;
  /** all sub-processes around, the innermost (the parent) first */
  around: readonly FlowNode[];
  /** what holds the nodes: the sub-process or the process */
  owner: { id: string; name: string | null };
  node(id: string | null): FlowNode | undefined;
  outgoing(node: FlowNode): SequenceFlow[];
  /** boundary events of an activity */
  boundaries(host: FlowNode): FlowNode[];
}

export function deploymentOf({ models, decisions }: ModelSet): Deployment {
  const processes = processesOf(models);
  const byId = new Map([...processes].reverse().map((process) => [process.id, process]));
  const decisionIds = new Set(decisions.flatMap((model) => model.decisions.map((decision) => decision.id)));
  return { models, processes, process: (id) => byId.get(id), decisionIds };
}

/** A process and all sub-processes in it. */
export function placesOf(deployment: Deployment, process: BpmnProcess): Place[] {
  const places: Place[] = [];
  const visit = (container: Container, around: FlowNode[]): void => {
    places.push(placeOf(deployment, process, container, around));
    for (const node of container.nodes) if (node.content) visit(node.content, [node, ...around]);
  };
  visit(process, []);
  return places;
}

function placeOf(
  deployment: Deployment,
  process: BpmnProcess,
  container: Container,
  around: FlowNode[],
): Place {
  const nodes = new Map(container.nodes.map((node) => [node.id, node]));
  const outgoing = grouped(container.flows, (flow) => flow.source);
  const boundaries = grouped(container.nodes, (node) => node.attachedTo);
  const parent = around[0] ?? null;
  return {
    deployment,
    process,
    container,
    parent,
    around,
    owner: parent ?? process,
    node: (id) => (id === null ? undefined : nodes.get(id)),
    outgoing: (node) => outgoing.get(node.id) ?? [],
    boundaries: (host) => boundaries.get(host.id) ?? [],
  };
}

/** Lists of what has the same key, in order; what has none is left out. */
export function grouped<T>(all: readonly T[], keyOf: (one: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
