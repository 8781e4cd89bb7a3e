import type { BpmnModel, BpmnProcess, Container, FlowNode, SequenceFlow } from '@zusteuerung/bpmn';
import { leave } from './export-flows.js';
import { addTransition, describe, entryOf, escaped, metaOf, ready } from './export-format.js';
import type { MachineJson, Scope, StateJson, Trigger } from './export-format.js';
import { triggersOf } from './export-triggers.js';
import { processesOf } from './processes.js';

export type { MachineJson, StateJson, TransitionJson } from './export-format.js';

/** The processes of a model that can be exported. */
export function exportable(model: BpmnModel): BpmnProcess[] {
  return processesOf([model]);
}

/**
 * A process as one statechart for XState 5: what one token can do. Nodes are states by their BPMN id, sub-processes
 * nested states, each sequence flow a transition that names it in `meta.flow`; where a token splits, each flow is an
 * event `flow.<id>`.
 */
export function exportMachine(process: BpmnProcess): MachineJson {
  const { id, name, versionTag, properties } = process;
  const meta: MachineJson['meta'] = { bpmn: 'process' };
  if (name !== null) meta['name'] = name;
  if (Object.keys(properties).length > 0) meta['properties'] = { ...properties };
  const root = openScope(process, [id], null, guardNames(process));
  const content = writeScope(root);
  const version = versionTag === null ? {} : { version: versionTag };
  return { id, ...describe(name), ...version, ...content, states: content.states ?? {}, meta };
}

function openScope(
  container: Container,
  path: string[],
  host: Scope['host'],
  guardName: Scope['guardName'],
): Scope {
  const nodes = new Map(container.nodes.map((node) => [node.id, node]));
  return { container, nodes, path, host, states: {}, guardName };
}

/** A condition is called like its flow; where several flows are called the same, with the id besides. */
function guardNames(process: Container): Scope['guardName'] {
  const flowsOf = ({ flows, nodes }: Container): SequenceFlow[] => [
    ...flows,
    ...nodes.flatMap(({ content }) => (content ? flowsOf(content) : [])),
  ];
  const names = flowsOf(process).flatMap(({ name, condition }) => (condition === null ? [] : (name ?? [])));
  return ({ id, name }) => {
    if (name === null) return id;
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${id})`;
  };
}

function writeScope(scope: Scope): StateJson {
  const content: StateJson = { initial: ready, states: scope.states };
  for (const node of scope.container.nodes) scope.states[node.id] = writeNode(node, scope);
  for (const node of scope.container.nodes) if (node.type === 'boundaryEvent') attach(node, scope, content);
  for (const node of scope.container.nodes) if (node.triggeredByEvent) listen(node, content);
  begin(scope, content);
  return content;
}

function writeNode(node: FlowNode, scope: Scope): StateJson {
  const inner = node.content
    ? writeScope(openScope(node.content, [...scope.path, node.id], { node, scope }, scope.guardName))
    : {};
  const entry = entryOf(node);
  const state: StateJson = {
    ...describe(node.name, node.documentation),
    ...inner,
    ...(entry ? { entry } : {}),
  };
  if (node.type === 'callActivity')
    state.invoke = { id: node.id, src: node.extensions.calledElement?.processId ?? node.id };
  state.meta = metaOf(node);
  leave(node, scope, state);
  return state;
}

/** A boundary event is reached from its activity; one for compensation from anywhere after it. */
function attach(node: FlowNode, scope: Scope, content: StateJson): void {
  const host = scope.states[node.attachedTo ?? ''];
  if (!host) return;
  const target = escaped(node.id);
  const note = describe(node.name);
  if (node.definitions.some(({ kind }) => kind === 'compensate')) {
    addTransition(
      content,
      { kind: 'event', name: `compensate.${node.attachedTo}` },
      { target: `.${target}`, ...note },
    );
    return;
  }
  for (const trigger of triggersOf(node)) addTransition(host, trigger, { target, ...note });
}

/** An event sub-process begins from anywhere in its scope. */
function listen(node: FlowNode, content: StateJson): void {
  const start = node.content?.nodes.find(({ type }) => type === 'startEvent');
  if (!start) return;
  for (const trigger of triggersOf(start))
    addTransition(content, trigger, { target: `.${escaped(node.id)}`, ...describe(start.name ?? node.name) });
}

/** Where the scope begins; a choice of several beginnings is a state of its own. */
function begin(scope: Scope, content: StateJson): void {
  const { host, nodes, states } = scope;
  const starts = [...nodes.values()].filter(({ type }) => type === 'startEvent');
  const entries = starts.length > 0 ? starts : [...nodes.values()].filter(isEntry);
  const adHoc = host?.node.type === 'adHocSubProcess';
  const [first] = entries;
  if (first && entries.length === 1 && !adHoc) {
    content.initial = first.id;
    return;
  }
  // Nothing to begin with: it is done at once.
  states[ready] = entries.length === 0 && !adHoc ? { type: 'final' } : {};
  for (const node of entries) {
    const plain = starts.length === 0 || node.definitions.length === 0;
    const triggers: Trigger[] = plain ? [{ kind: 'event', name: `start.${node.id}` }] : triggersOf(node);
    for (const trigger of triggers)
      addTransition(states[ready], trigger, { target: escaped(node.id), ...describe(node.name) });
  }
}

function isEntry({ type, incoming, triggeredByEvent, isForCompensation }: FlowNode): boolean {
  return incoming.length === 0 && type !== 'boundaryEvent' && !triggeredByEvent && !isForCompensation;
}
