import type { FlowNode, SequenceFlow } from '@zusteuerung/bpmn';
import { addTransition, describe, ended, escaped, ready } from './export-format.js';
import type { Scope, StateJson, TransitionJson, Trigger } from './export-format.js';
import { leavingBy, triggersOf } from './export-triggers.js';

/** The flows of a node as transitions, or the end of the token. */
export function leave(node: FlowNode, scope: Scope, state: StateJson): void {
  const flows = outgoing(node, scope);
  const triggers = node.type === 'boundaryEvent' || afterGateway(node, scope) ? immediately : leavingBy(node);
  const next = thrownTo(node, scope) ?? handlerOf(node, scope);
  if (next !== null) addTransition(state, { kind: 'always' }, { target: next });
  else if (flows.length === 0) end(node, scope, state, triggers);
  else if (node.type === 'eventBasedGateway') for (const flow of flows) waitFor(flow, scope, state);
  else if (flows.length > 1 && node.type !== 'exclusiveGateway')
    for (const flow of flows)
      addTransition(state, { kind: 'event', name: `flow.${flow.id}` }, transition(flow, node, scope));
  else
    for (const trigger of triggers)
      for (const flow of flows) addTransition(state, trigger, transition(flow, node, scope));
}

const immediately: Trigger[] = [{ kind: 'always' }];

/** In order of evaluation, the default flow last; of a throwing link the flow that the pair stands for. */
function outgoing(node: FlowNode, scope: Scope): SequenceFlow[] {
  const link = node.definitions.find((definition) => definition.kind === 'link');
  if (link && node.type === 'intermediateThrowEvent') {
    const caught = scope.container.nodes.find(
      (other) =>
        other.type === 'intermediateCatchEvent' &&
        other.definitions.some(
          (one) => one.kind === 'link' && (one.name ?? other.name) === (link.name ?? node.name),
        ),
    );
    if (!caught) return [];
    return [{ id: `${node.id}#link`, name: link.name, source: node.id, target: caught.id, condition: null }];
  }
  const flows = node.outgoing.flatMap((id) => scope.container.flows.find((flow) => flow.id === id) ?? []);
  const within = flows.filter(({ target }) => scope.nodes.has(target));
  return [
    ...within.filter(({ id }) => id !== node.defaultFlow),
    ...within.filter(({ id }) => id === node.defaultFlow),
  ];
}

function transition(flow: SequenceFlow, { type }: FlowNode, { guardName }: Scope): TransitionJson {
  const decides = type !== 'parallelGateway' && type !== 'eventBasedGateway';
  const condition = decides ? (flow.condition?.replace(/^=\s*/, '') ?? null) : null;
  return {
    target: escaped(flow.target),
    ...describe(flow.name, condition),
    ...(condition === null ? {} : { guard: { type: guardName(flow), params: { expression: condition } } }),
    ...(flow.target === flow.source ? { reenter: true } : {}),
    meta: { flow: flow.id },
  };
}

/** Behind an event-based gateway the gateway waits, so the event or task is only passed. */
function waitFor(flow: SequenceFlow, scope: Scope, state: StateJson): void {
  const target = scope.nodes.get(flow.target);
  if (!target) return;
  const { type } = target;
  const triggers = type === 'receiveTask' ? leavingBy(target) : triggersOf(target);
  for (const trigger of triggers) {
    const { guard: _guard, ...plain } = transition(flow, target, scope);
    const passed =
      trigger.kind === 'always' ? ({ kind: 'event', name: `flow.${flow.id}` } as const) : trigger;
    addTransition(state, passed, plain);
  }
}

function afterGateway({ incoming }: FlowNode, { container, nodes }: Scope): boolean {
  return container.flows.some(
    ({ id, source }) => incoming.includes(id) && nodes.get(source)?.type === 'eventBasedGateway',
  );
}

/** A token without a way out has ended; in an ad-hoc sub-process the next activity can begin. */
function end(node: FlowNode, scope: Scope, state: StateJson, triggers: Trigger[]): void {
  const goesOn = scope.host?.node.type === 'adHocSubProcess' && !node.triggeredByEvent;
  const passes = triggers.every(({ kind }) => kind === 'always') && !node.content;
  const attached = scope.container.nodes.some(({ attachedTo }) => attachedTo === node.id);
  if (passes && !attached && !goesOn) {
    state.type = 'final';
    return;
  }
  if (!goesOn) scope.states[ended] = { type: 'final' };
  for (const trigger of triggers) addTransition(state, trigger, { target: goesOn ? ready : ended });
}

/** A boundary event for compensation leads to what an association draws from it. */
function handlerOf({ compensationHandler }: FlowNode, { nodes }: Scope): string | null {
  return compensationHandler !== null && nodes.has(compensationHandler) ? escaped(compensationHandler) : null;
}

/** What an end event throws, followed to who is known to catch it: an event sub-process here, or a boundary around. */
function thrownTo(node: FlowNode, scope: Scope): string | null {
  const [thrown] = node.definitions;
  if (node.type !== 'endEvent' || !thrown || !['error', 'escalation', 'cancel'].includes(thrown.kind))
    return null;
  const code = 'code' in thrown ? thrown.code : null;
  const catches = (event: FlowNode): boolean =>
    event.definitions.some(
      (one) => one.kind === thrown.kind && (!('code' in one) || one.code === null || one.code === code),
    );
  for (let current: Scope | null = scope; current; current = current.host?.scope ?? null) {
    const { container, path, host } = current;
    const inside = container.nodes.find((one) => one.triggeredByEvent && one.content?.nodes.some(catches));
    if (inside && !within(scope, [...path, inside.id])) return absolute([...path, inside.id]);
    const boundary = host?.scope.container.nodes.find(
      (one) => one.attachedTo === host.node.id && catches(one),
    );
    if (boundary && host) return absolute([...host.scope.path, boundary.id]);
  }
  return null;
}

const within = (scope: Scope, path: string[]) => path.every((key, index) => scope.path[index] === key);
const absolute = (path: string[]) => `#${path.map(escaped).join('.')}`;
