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

export function readProcess(raw: Raw): BpmnProcess {
  const extensions = readExtensions(raw);
  return {
    id: raw.id ?? '',
    name: text(raw.name),
    executable: raw['isExecutable'] === true,
    versionTag: extensions.versionTag,
    properties: extensions.extensions.properties,
    lanes: list(raw['laneSets']).flatMap((set) => list(set['lanes']).flatMap(readLane)),
    ...readContainer(raw),
  };
}

function readLane(raw: Raw): Lane[] {
  const nodes = list(raw['flowNodeRef']).map((node) => node.id ?? '');
  const inner = list(child(raw['childLaneSet'])?.['lanes']).flatMap(readLane);
  const { properties } = readExtensions(raw).extensions;
  const candidateGroups = properties['candidateGroups'] ?? null;
  return [{ id: raw.id ?? '', name: text(raw.name), nodes, candidateGroups }, ...inner];
}

function readContainer(raw: Raw): Container {
  const elements = list(raw['flowElements']);
  const flows = elements.filter((element) => localName(element) === 'sequenceFlow').map(readFlow);
  const nodes = elements.filter((element) => nodeTypes.has(localName(element)));
  const handlers = readHandlers(list(raw['artifacts']));
  return { nodes: nodes.map((node) => readNode(node, flows, handlers)), flows, data: readData(raw) };
}

/** Which activity an association draws from which compensation event. */
function readHandlers(artifacts: Raw[]): Map<string, string> {
  const pairs = artifacts
    .filter((artifact) => localName(artifact) === 'association')
    .map(({ sourceRef, targetRef }) => [child(sourceRef)?.id, child(targetRef)?.id] as const);
  return new Map(pairs.flatMap(([from, to]) => (from && to ? [[from, to] as const] : [])));
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

function readNode(raw: Raw, flows: SequenceFlow[], handlers: Map<string, string>): FlowNode {
  const id = raw.id ?? '';
  const type = localName(raw) as NodeType;
  const { extensions, correlationKey } = readExtensions(raw);
  const definitions = readDefinitions(raw, correlationKey);
  const compensates = definitions.some((definition) => definition.kind === 'compensate');
  const calls = type === 'callActivity' ? text(raw['calledElement']) : null;
  if (calls && !extensions.calledElement) extensions.calledElement = callOf(calls);
  const messages = type === 'receiveTask' || type === 'sendTask';
  const content = /subProcess|transaction/i.test(type) ? readContainer(raw) : null;
  return {
    id,
    name: text(raw.name),
    type,
    documentation: text(list(raw['documentation'])[0]?.['text']),
    incoming: ordered(
      raw['incoming'],
      flows.filter((flow) => flow.target === id),
    ),
    outgoing: ordered(
      raw['outgoing'],
      flows.filter((flow) => flow.source === id),
    ),
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
function ordered(listed: unknown, flows: SequenceFlow[]): string[] {
  const ids = flows.map((flow) => flow.id);
  const first = list(listed)
    .map((flow) => flow.id ?? '')
    .filter((id) => ids.includes(id));
  return [...new Set([...first, ...ids])];
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
  const node = (part: string, fields: Partial<Raw>): FlowNode =>
    readNode({ ...fields, $type: `bpmn:${part}` } as Raw, flows, new Map());
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
