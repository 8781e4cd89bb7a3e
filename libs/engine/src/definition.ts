import type { FlowNode, SequenceFlow } from '@zusteuerung/bpmn';
import type { DmnModel } from '@zusteuerung/decisions';
import type { Behaviour, Trigger } from './elements/element.js';
import type { Machine } from './compile/machine.js';
import type { Source } from './compile/source.js';
import type { Run } from './run/run.js';
import type { Token } from './state.js';

export type { Finding } from '@zusteuerung/feel';

/** Everything needed to run the processes of one set of models; immutable, shareable between instances. */
export interface Definition {
  processes: ReadonlyMap<string, ProcessDefinition>;
  decisions: DmnModel[];
  /** some event waits for a condition */
  conditional: boolean;
}

export interface ProcessDefinition {
  id: string;
  name: string | null;
  versionTag: string | null;
  properties: Record<string, string>;
  root: ScopeDefinition;
  /** the process, its sub-processes and multi-instance bodies by element id (a body: `id#each`) */
  scopes: ReadonlyMap<string, ScopeDefinition>;
}

/** One flat machine and what its states mean. */
export interface ScopeDefinition {
  /** element id of process or sub-process; `id#each` for the body of a multi-instance */
  id: string;
  nodes: ReadonlyMap<string, NodeDefinition>;
  machine: Machine;
  starts: NodeDefinition[];
  /** of a process: receive tasks and events behind gateways that start an instance */
  instantiating: NodeDefinition[];
  /** where it begins: at its start event without trigger, else at all that no flow leads into */
  entries: NodeDefinition[];
  /** variables of its own: data objects and properties */
  data: string[];
  eventSubProcesses: EventSubProcess[];
}

export interface EventSubProcess {
  node: NodeDefinition;
  start: NodeDefinition;
}

export interface NodeDefinition {
  id: string;
  name: string | null;
  source: FlowNode;
  properties: Record<string, string> | undefined;
  behaviour: Behaviour;
  inputs: Mapping[];
  outputs: Mapping[];
  /** what the event waits for, one for each definition (catching, boundary, start events and receive tasks) */
  triggers: (Trigger | null)[];
  boundaries: NodeDefinition[];
  outgoing: FlowDefinition[];
  defaultFlow: FlowDefinition | null;
  /** incoming sequence flow ids */
  incoming: string[];
  /** variables of its own: data objects and properties */
  data: string[];
  isActivity: boolean;
  /** has a scope inside while it is active */
  holdsScope: boolean;
  /** the body of a multi-instance, around its runs */
  isBody: boolean;
  /** a run of a multi-instance: hands its result to the body; false: that failed */
  collect?: (run: Run, token: Token) => boolean;
}

export interface FlowDefinition {
  id: string;
  source: SequenceFlow;
  condition: Source | null;
}

export interface Mapping {
  source: Source;
  target: string[];
}

/** A timer start event's definition as written. */
export interface StartTimer {
  form: 'date' | 'duration' | 'cycle';
  value: string;
}

/** What starts an instance of a process from outside. */
export type StartSubscription = StartAt &
  (
    | { kind: 'message'; message: string }
    | { kind: 'signal'; signal: string }
    | { kind: 'condition'; condition: string }
    | { kind: 'timer'; timer: StartTimer }
  );

/** What to give the `start` command. */
export interface StartAt {
  process: string;
  startEvent: string;
  definition: number;
}
