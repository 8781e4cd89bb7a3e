import { readExtensions } from './extensions.js';
import type { BpmnProcess, Container, FlowNode, Lane, NodeType, SequenceFlow } from './model.js';
import { body, child, list, localName, text } from './moddle.js';
import type { Raw } from './moddle.js';
import { readDefinitions, readMessage } from './events.js';
import { readAssignments, readData } from './data.js';
import { readAdHoc, readLoop } from './loops.js';

const nodeTypes: ReadonlySet<string> = new Set<NodeType>([
  'startEvent',
  'endEvent',
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'boundaryEvent',
  'task',
  'manualTask',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'exclusiveGateway',
  'inclusiveGateway',
  'parallelGateway',
  'eventBasedGateway',
  'complexGateway',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'callActivity',
]);

/** Whether an element of a process is one that tokens pass. */
export function isFlowNode(name: string): boolean {
  return nodeTypes.has(name);
}

/** By compensation event, the activity that compensates. */
type Handlers = ReadonlyMap<string, string>;

export function readProcess(raw: Raw, handlers: Handlers): BpmnProcess {
  const extensions = readExtensions(raw);
  return {
    id: raw.id ?? '',
    name: text(raw.name),
    executable: raw['isExecutable'] === true,
    versionTag: extensions.versionTag,
    properties: extensions.extensions.properties,
    lanes: readLanes(raw),
    ...readContainer(raw, handlers),
  };
}

/** Outer lanes come before inner ones, those of sub-processes last. */
function readLanes(container: Raw): Lane[] {
  const own = list(container['laneSets']).flatMap((set) => list(set['lanes']).flatMap(readLane));
  return [...own, ...list(container['flowElements']).flatMap(readLanes)];
}

function readLane(raw: Raw): Lane[] {
  const nodes = list(raw['flowNodeRef']).map((node) => node.id ?? '');
  const inner = list(child(raw['childLaneSet'])?.['lanes']).flatMap(readLane);
  const { properties } = readExtensions(raw).extensions;
  const candidateGroups = properties['candidateGroups'] ?? null;
  return [{ id: raw.id ?? '', name: text(raw.name), nodes, candidateGroups }, ...inner];
}

function readContainer(raw: Raw, handlers: Handlers): Container {
  const elements = list(raw['flowElements']);
  const flows = elements.filter((element) => localName(element) === 'sequenceFlow').map(readFlow);
  const nodes = elements.filter((element) => isFlowNode(localName(element)));
  const ends = endsOf(flows);
  return { nodes: nodes.map((node) => readNode(node, ends, handlers)), flows, data: readData(raw) };
}

/** Sequence flows by the node that they leave and by the one that they reach. */
interface Ends {
  outgoing: Map<string, string[]>;
  incoming: Map<string, string[]>;
}

function endsOf(flows: SequenceFlow[]): Ends {
  const ends: Ends = { outgoing: new Map(), incoming: new Map() };
  const add = (to: Map<string, string[]>, node: string, flow: string) => {
    const known = to.get(node);
    if (known) known.push(flow);
    else to.set(node, [flow]);
  };
  for (const { id, source, target } of flows) {
    add(ends.outgoing, source, id);
    add(ends.incoming, target, id);
  }
  return ends;
}

function readFlow(raw: Raw): SequenceFlow {
  return {
    id: raw.id ?? '',
    name: text(raw.name),
    source: child(raw['sourceRef'])?.id ?? '',
    target: child(raw['targetRef'])?.id ?? '',
    condition: body(raw['conditionExpression']),
  };
}

function readNode(raw: Raw, ends: Ends, handlers: Handlers): FlowNode {
  const id = raw.id ?? '';
  const type = localName(raw) as NodeType;
  const { extensions, correlationKey } = readExtensions(raw);
  const definitions = readDefinitions(raw, correlationKey);
  const compensates = definitions.some((definition) => definition.kind === 'compensate');
  const calls = type === 'callActivity' ? text(raw['calledElement']) : null;
  if (calls && !extensions.calledElement) extensions.calledElement = callOf(calls);
  const messages = type === 'receiveTask' || type === 'sendTask';
  const content = /subProcess|transaction/i.test(type) ? readContainer(raw, handlers) : null;
  return {
    id,
    name: text(raw.name),
    type,
    documentation: text(list(raw['documentation'])[0]?.['text']),
    incoming: ordered(raw['incoming'], ends.incoming.get(id) ?? []),
    outgoing: ordered(raw['outgoing'], ends.outgoing.get(id) ?? []),
    defaultFlow: child(raw['default'])?.id ?? null,
    extensions,
    definitions,
    parallelMultiple: raw['parallelMultiple'] === true,
    attachedTo: child(raw['attachedToRef'])?.id ?? null,
    interrupting: (type === 'boundaryEvent' ? raw['cancelActivity'] : raw['isInterrupting']) !== false,
    content,
    triggeredByEvent: raw['triggeredByEvent'] === true,
    isForCompensation: raw['isForCompensation'] === true,
    loop: readLoop(child(raw['loopCharacteristics'])),
    message: messages ? readMessage(child(raw['messageRef']), correlationKey) : null,
    instantiate: raw['instantiate'] === true,
    allEvents: raw['eventGatewayType'] === 'Parallel',
    activationCondition: body(raw['activationCondition']),
    adHoc: type === 'adHocSubProcess' ? readAdHoc(raw) : null,
    compensationHandler: compensates ? (handlers.get(id) ?? null) : null,
    data: content ? [] : readData(raw),
    dataInputs: readAssignments(raw['dataInputAssociations']),
    dataOutputs: readAssignments(raw['dataOutputAssociations']),
    startQuantity: typeof raw['startQuantity'] === 'number' ? raw['startQuantity'] : 1,
    completionQuantity: typeof raw['completionQuantity'] === 'number' ? raw['completionQuantity'] : 1,
  };
}

function callOf(processId: string): FlowNode['extensions']['calledElement'] {
  return {
    processId,
    binding: 'latest',
    versionTag: null,
    propagateAllChildVariables: true,
    propagateAllParentVariables: true,
  };
}

/** Flows in the order the node lists them; flows it does not list (tools leave that out) follow in file order. */
function ordered(listed: unknown, flows: string[]): string[] {
  const known = new Set(flows);
  const first = list(listed)
    .map((flow) => flow.id ?? '')
    .filter((id) => known.has(id));
  return [...new Set([...first, ...flows])];
}

/** A global task, callable like a process: its start, the task, its end. */
export function readGlobalTask(raw: Raw, executable: boolean): BpmnProcess {
  const id = raw.id ?? '';
  const local = localName(raw).replace('global', '');
  const type = local.charAt(0).toLowerCase() + local.slice(1);
  const flows: SequenceFlow[] = [
    { id: `${id}#in`, name: null, source: `${id}#start`, target: `${id}#task`, condition: null },
    { id: `${id}#out`, name: null, source: `${id}#task`, target: `${id}#end`, condition: null },
  ];
  const ends = endsOf(flows);
  const node = (part: string, fields: Partial<Raw>): FlowNode =>
    readNode({ ...fields, $type: `bpmn:${part}` } as Raw, ends, new Map());
  return {
    id,
    name: text(raw.name),
    executable,
    versionTag: null,
    properties: {},
    lanes: [],
    nodes: [
      node('startEvent', { id: `${id}#start` }),
      node(type, { ...raw, id: `${id}#task` }),
      node('endEvent', { id: `${id}#end` }),
    ],
    flows,
    data: [],
  };
}
