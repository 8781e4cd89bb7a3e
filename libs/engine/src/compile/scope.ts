import type { BpmnProcess, Container, FlowNode } from '@zusteuerung/bpmn';
import type { Finding } from '@zusteuerung/feel';
import type {
  EventSubProcess,
  FlowDefinition,
  Mapping,
  NodeDefinition,
  ScopeDefinition,
} from '../definition.js';
import { elementOf } from '../elements/index.js';
import { linkName } from '../elements/link-event.js';
import { withLoopData } from '../elements/multi-instance-data.js';
import { compileMultiInstance } from '../elements/multi-instance.js';
import { compileStandardLoop } from '../elements/standard-loop.js';
import { createContext } from './context.js';
import type { CompileContext } from './context.js';
import { Machine } from './machine.js';
import { unsupported } from './unsupported.js';

/** Compiles a process or sub-process and all scopes inside it into `into`; findings say what does not execute. */
export function compileScope(
  process: BpmnProcess,
  container: Container,
  parent: FlowNode | null,
  findings: Finding[],
  into: Map<string, ScopeDefinition>,
): ScopeDefinition {
  const context = createContext(process, container, parent, findings);
  findings.push(...flowsAcross(container));
  const nodes = new Map<string, NodeDefinition>();
  for (const source of container.nodes) {
    const node = compileNode(withLoopData(source), context);
    if (node) nodes.set(source.id, compileLoop(node, context, into));
  }
  for (const node of nodes.values()) {
    const host = node.source.attachedTo === null ? undefined : nodes.get(node.source.attachedTo);
    if (host && node.source.type === 'boundaryEvent') host.boundaries.push(node);
  }
  for (const node of nodes.values())
    if (node.source.content) compileScope(process, node.source.content, node.source, findings, into);
  const scope = assemble(parent?.id ?? process.id, nodes, into, container.data);
  into.set(scope.id, scope);
  return scope;
}

/** A sequence flow stays inside its process or sub-process. */
function flowsAcross({ nodes, flows }: Container): Finding[] {
  const inside = new Set(nodes.map((node) => node.id));
  return flows
    .filter((flow) => !inside.has(flow.source) || !inside.has(flow.target))
    .map((flow) => ({
      code: 'FLOW_ACROSS_SCOPES',
      severity: 'error',
      elementId: flow.id,
      message: {
        de: `Der Fluss „${flow.name ?? flow.id}“ führt über die Grenze eines Teilprozesses.`,
        en: `The flow "${flow.name ?? flow.id}" crosses the border of a sub-process.`,
      },
    }));
}

function assemble(
  id: string,
  nodes: Map<string, NodeDefinition>,
  into: Map<string, ScopeDefinition>,
  data: string[] = [],
): ScopeDefinition {
  const all = [...nodes.values()];
  const eventSubProcesses = all.flatMap((node): EventSubProcess[] => {
    const start = node.source.triggeredByEvent ? into.get(node.id)?.starts[0] : undefined;
    return start ? [{ node, start }] : [];
  });
  const states = all.map((node) => ({
    id: node.id,
    // A target that was refused or stands elsewhere has its finding; the machine just lacks the transition.
    outgoing: node.outgoing
      .map((flow) => ({ id: flow.id, target: flow.source.target }))
      .filter((flow) => nodes.has(flow.target)),
    defaultFlow: node.defaultFlow?.id ?? null,
    exclusive: node.behaviour.leaving === 'choose',
  }));
  const starts = all.filter((node) => node.source.type === 'startEvent');
  const instantiating = all.filter((node) => startsInstances(node, nodes));
  const entries = entriesOf(all, starts);
  return {
    id,
    nodes,
    machine: new Machine(id, states),
    starts,
    instantiating,
    entries,
    data,
    eventSubProcesses,
  };
}

/** A receive task, or an event behind an event-based gateway, that is marked to start an instance. */
function startsInstances(node: NodeDefinition, nodes: ReadonlyMap<string, NodeDefinition>): boolean {
  if (node.source.instantiate && node.source.type === 'receiveTask') return true;
  return [...nodes.values()].some(
    ({ source, outgoing }) =>
      source.instantiate &&
      source.type === 'eventBasedGateway' &&
      outgoing.some((flow) => flow.source.target === node.id),
  );
}

/** The start event without trigger (in an event sub-process any), or without start events all that nothing leads to. */
function entriesOf(nodes: NodeDefinition[], starts: NodeDefinition[]): NodeDefinition[] {
  const none = starts.find((start) => start.source.definitions.length === 0);
  if (none) return [none];
  if (starts.length > 0) return starts.slice(0, 1);
  return nodes.filter(({ source, incoming }) => incoming.length === 0 && beginsByItself(source));
}

function beginsByItself(source: FlowNode): boolean {
  if (source.type === 'boundaryEvent' || source.isForCompensation || source.triggeredByEvent) return false;
  return !source.instantiate && !(source.type === 'intermediateCatchEvent' && linkName(source) !== null);
}

function compileNode(source: FlowNode, context: CompileContext): NodeDefinition | null {
  const element = elementOf(source);
  const refusals = unsupported(source, element !== undefined);
  for (const finding of refusals) context.report(finding);
  if (!element || refusals.length > 0) return null;
  const { behaviour, triggers = [] } = element.compile(source, context);
  const outgoing = outgoingFlows(source, context);
  return {
    id: source.id,
    name: source.name,
    source,
    properties:
      Object.keys(source.extensions.properties).length > 0 ? source.extensions.properties : undefined,
    behaviour,
    inputs: compileMappings(source, [...source.dataInputs, ...source.extensions.inputs], context),
    outputs: compileMappings(source, [...source.dataOutputs, ...source.extensions.outputs], context),
    triggers,
    boundaries: [],
    outgoing,
    defaultFlow: outgoing.find((flow) => flow.id === source.defaultFlow) ?? null,
    incoming: source.incoming,
    data: source.data,
    isActivity: isActivity(source),
    holdsScope: source.content !== null || source.type === 'callActivity',
    isBody: false,
  };
}

/** Turns a repeated activity into its body; the activity itself becomes the one node of the body's scope. */
function compileLoop(
  node: NodeDefinition,
  context: CompileContext,
  into: Map<string, ScopeDefinition>,
): NodeDefinition {
  const { loop } = node.source;
  if (!loop) return node;
  const { body, collect } =
    loop.kind === 'multiInstance'
      ? compileMultiInstance(node.source, loop, context)
      : { body: compileStandardLoop(node.source, loop, context), collect: undefined };
  const run: NodeDefinition = {
    ...node,
    ...(collect ? { collect } : {}),
    source: { ...node.source, startQuantity: 1, completionQuantity: 1 },
    outgoing: [],
    defaultFlow: null,
    incoming: [],
    boundaries: [],
  };
  const scope = assemble(`${node.id}#each`, new Map([[node.id, run]]), into);
  into.set(scope.id, { ...scope, eventSubProcesses: [] });
  return { ...node, behaviour: body, inputs: [], outputs: [], isBody: true, holdsScope: true };
}

function isActivity({ type }: FlowNode): boolean {
  return /task|process|transaction|callActivity/i.test(type);
}

function outgoingFlows(source: FlowNode, context: CompileContext): FlowDefinition[] {
  const flows = source.outgoing.flatMap((id): FlowDefinition[] => {
    const flow = context.container.flows.find((each) => each.id === id);
    if (!flow) return [];
    const ignored = source.type === 'parallelGateway' || source.type === 'eventBasedGateway';
    const condition = flow.condition !== null && !ignored ? context.feel(flow.id, flow.condition) : null;
    return [{ id, source: flow, condition }];
  });
  const jump = source.type === 'intermediateThrowEvent' ? linkTarget(source, context) : null;
  return jump ? [jump] : flows;
}

/** The flow that a pair of link events stands for. */
function linkTarget(source: FlowNode, { container }: CompileContext): FlowDefinition | null {
  const name = linkName(source);
  if (name === null) return null;
  const target = container.nodes.find(
    (node) => node.type === 'intermediateCatchEvent' && linkName(node) === name,
  );
  if (!target) return null;
  const id = `${source.id}#link`;
  return { id, condition: null, source: { id, name, source: source.id, target: target.id, condition: null } };
}

function compileMappings(
  node: FlowNode,
  mappings: { source: string; target: string }[],
  context: CompileContext,
): Mapping[] {
  return mappings.map(({ source, target }) => ({
    source: context.source(node.id, source),
    target: target.split('.'),
  }));
}
