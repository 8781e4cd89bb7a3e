import { readExtensions } from './extensions.js';
import type { BpmnProcess, Container, FlowNode, Lane, NodeType, SequenceFlow } from './model.js';
import { body, child, list, localName, text } from './moddle.js';
import type { Raw } from './moddle.js';
import { readDefinitions, readMessage } from './events.js';
import { readLoop } from './loops.js';

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
  return [{ id: raw.id ?? '', name: text(raw.name), nodes }, ...inner];
}

function readContainer(raw: Raw): Container {
  const elements = list(raw['flowElements']);
  const flows = elements.filter((element) => localName(element) === 'sequenceFlow').map(readFlow);
  const nodes = elements.filter((element) => nodeTypes.has(localName(element)));
  return { nodes: nodes.map((node) => readNode(node, flows)), flows };
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

function readNode(raw: Raw, flows: SequenceFlow[]): FlowNode {
  const id = raw.id ?? '';
  const type = localName(raw) as NodeType;
  const { extensions, correlationKey } = readExtensions(raw);
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
    definitions: readDefinitions(raw, correlationKey),
    parallelMultiple: raw['parallelMultiple'] === true,
    attachedTo: child(raw['attachedToRef'])?.id ?? null,
    interrupting: (type === 'boundaryEvent' ? raw['cancelActivity'] : raw['isInterrupting']) !== false,
    content,
    triggeredByEvent: raw['triggeredByEvent'] === true,
    isForCompensation: raw['isForCompensation'] === true,
    loop: readLoop(child(raw['loopCharacteristics'])),
    message: type === 'receiveTask' ? readMessage(child(raw['messageRef']), correlationKey) : null,
    instantiate: raw['instantiate'] === true,
    startQuantity: typeof raw['startQuantity'] === 'number' ? raw['startQuantity'] : 1,
    completionQuantity: typeof raw['completionQuantity'] === 'number' ? raw['completionQuantity'] : 1,
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
