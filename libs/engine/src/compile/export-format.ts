import type { Container, FlowNode, SequenceFlow } from '@zusteuerung/bpmn';
import type { Json } from '../types.js';

/** A statechart in the JSON that XState 5 and Stately's tools read. */
export interface MachineJson extends StateJson {
  id: string;
  version?: string;
  states: Record<string, StateJson>;
}

export interface StateJson {
  description?: string;
  type?: 'final';
  initial?: string;
  entry?: { type: string; params: Record<string, Json> }[];
  invoke?: { id: string; src: string; onDone?: TransitionJson[] };
  on?: Record<string, TransitionJson[]>;
  /** by milliseconds */
  after?: Record<string, TransitionJson[]>;
  always?: TransitionJson[];
  onDone?: TransitionJson[];
  states?: Record<string, StateJson>;
  meta?: Record<string, Json>;
}

export interface TransitionJson {
  target: string;
  description?: string;
  guard?: { type: string; params: { expression: string } };
  reenter?: true;
  /** `flow`: the sequence flow that the transition is */
  meta?: Record<string, Json>;
}

/** What makes a token leave: an event, time, the end of what runs inside, or nothing. */
export type Trigger =
  | { kind: 'event'; name: string }
  | { kind: 'after'; milliseconds: number }
  | { kind: 'onDone' | 'invoked' | 'always' };

/** A process or sub-process while it is written down. */
export interface Scope {
  container: Container;
  nodes: Map<string, FlowNode>;
  /** keys of the states around it, the machine's first */
  path: string[];
  /** the activity that holds it, and where that stands */
  host: { node: FlowNode; scope: Scope } | null;
  states: Record<string, StateJson>;
  guardName(flow: SequenceFlow): string;
}

/** States that no flow node stands for; no BPMN id begins like this. */
export const ended = ':ended';
export const ready = ':ready';

export function addTransition(state: StateJson, trigger: Trigger, transition: TransitionJson): void {
  switch (trigger.kind) {
    case 'event':
      ((state.on ??= {})[trigger.name] ??= []).push(transition);
      return;
    case 'after':
      ((state.after ??= {})[trigger.milliseconds] ??= []).push(transition);
      return;
    case 'invoked':
      if (state.invoke) (state.invoke.onDone ??= []).push(transition);
      return;
    case 'onDone':
    case 'always':
      (state[trigger.kind] ??= []).push(transition);
  }
}

/** The key of a state as part of a target. */
export function escaped(key: string): string {
  return key.replace(/[\\.]/g, '\\$&');
}

/** What the diagram says about a node: its name, then its documentation. */
export function describe(...texts: (string | null | undefined)[]): { description?: string } {
  const said = texts.flatMap((text) => text?.trim() || []);
  return said.length > 0 ? { description: said.join('\n\n') } : {};
}

/** What a state does besides being there. */
export function entryOf({ id, extensions, type }: FlowNode): StateJson['entry'] {
  const { taskDefinition, form, assignment, script, calledDecision } = extensions;
  if (type === 'userTask') {
    const params: Record<string, Json> = {};
    if (form) params['form'] = form.formId ?? form.formKey;
    for (const [name, value] of Object.entries(assignment ?? {})) if (value !== null) params[name] = value;
    return [{ type: 'openUserTask', params }];
  }
  if (calledDecision)
    return [
      {
        type: 'decide',
        params: { decision: calledDecision.decisionId, result: calledDecision.resultVariable },
      },
    ];
  if (script)
    return [{ type: 'script', params: { expression: script.expression, result: script.resultVariable } }];
  if (taskDefinition || type === 'serviceTask')
    return [{ type: 'openJob', params: { jobType: taskDefinition?.type ?? id } }];
  return undefined;
}

/** What is to be known about a node beyond its transitions. */
export function metaOf(node: FlowNode): Record<string, Json> {
  const meta: Record<string, Json> = { bpmn: node.type };
  if (node.name !== null) meta['name'] = node.name;
  if (node.definitions.length > 0) meta['events'] = node.definitions.map(({ kind }) => kind);
  if (!node.interrupting) meta['interrupting'] = false;
  if (node.attachedTo !== null) meta['attachedTo'] = node.attachedTo;
  if (node.loop) meta['loop'] = node.loop.kind;
  if (node.triggeredByEvent) meta['triggeredByEvent'] = true;
  if (Object.keys(node.extensions.properties).length > 0)
    meta['properties'] = { ...node.extensions.properties };
  return meta;
}
