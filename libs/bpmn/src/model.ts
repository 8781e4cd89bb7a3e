/** A BPMN file as plain data: what executes, without the diagram. Expressions stay text, with their leading `=`. */

export type NodeType =
  | 'startEvent'
  | 'endEvent'
  | 'intermediateCatchEvent'
  | 'intermediateThrowEvent'
  | 'boundaryEvent'
  | 'task'
  | 'manualTask'
  | 'userTask'
  | 'serviceTask'
  | 'sendTask'
  | 'receiveTask'
  | 'scriptTask'
  | 'businessRuleTask'
  | 'exclusiveGateway'
  | 'inclusiveGateway'
  | 'parallelGateway'
  | 'eventBasedGateway'
  | 'complexGateway'
  | 'subProcess'
  | 'transaction'
  | 'adHocSubProcess'
  | 'callActivity';

export interface TimerDefinition {
  kind: 'timer';
  /** how `value` reads; null when the definition is empty */
  form: 'date' | 'duration' | 'cycle' | null;
  /** ISO 8601 text or `=` FEEL */
  value: string;
}

/** `name` is the message's name, or null when the definition names none. */
export interface MessageDefinition {
  kind: 'message';
  name: string | null;
  correlationKey: string | null;
}

export interface SignalDefinition {
  kind: 'signal';
  name: string | null;
}

/** `code` null catches every error; `id` is that of the bpmn:error. */
export interface ErrorDefinition {
  kind: 'error';
  code: string | null;
  name: string | null;
}

export interface EscalationDefinition {
  kind: 'escalation';
  code: string | null;
  name: string | null;
}

export interface LinkDefinition {
  kind: 'link';
  name: string | null;
}

export interface ConditionalDefinition {
  kind: 'conditional';
  condition: string | null;
  /** zeebe:conditionalFilter: only changes of these variables count; null: of any */
  variables: string[] | null;
}

export interface CompensateDefinition {
  kind: 'compensate';
  activity: string | null;
  waitForCompletion: boolean;
}

export interface PlainDefinition {
  kind: 'cancel' | 'terminate';
}

export type EventDefinition =
  | TimerDefinition
  | MessageDefinition
  | SignalDefinition
  | ErrorDefinition
  | EscalationDefinition
  | LinkDefinition
  | ConditionalDefinition
  | CompensateDefinition
  | PlainDefinition;

export interface MappingDefinition {
  source: string;
  target: string;
}

/** The zeebe extensions of an element, as written; absent ones are null or empty. */
export interface Extensions {
  properties: Record<string, string>;
  inputs: MappingDefinition[];
  outputs: MappingDefinition[];
  headers: Record<string, string>;
  taskDefinition: { type: string; retries: string | null } | null;
  isUserTask: boolean;
  form: { formId: string | null; formKey: string | null } | null;
  assignment: {
    assignee: string | null;
    candidateGroups: string | null;
    candidateUsers: string | null;
  } | null;
  schedule: { dueDate: string | null; followUpDate: string | null } | null;
  calledDecision: { decisionId: string; resultVariable: string | null } | null;
  calledElement: {
    processId: string;
    /** which version runs; all three resolve inside the deployed package */
    binding: 'latest' | 'deployment' | 'versionTag';
    versionTag: string | null;
    propagateAllChildVariables: boolean;
    propagateAllParentVariables: boolean;
  } | null;
  script: { expression: string; resultVariable: string | null } | null;
  /** throwing message events and send tasks that publish instead of opening a job */
  publishMessage: { correlationKey: string | null; timeToLive: string | null } | null;
  /** names of zeebe extensions that change execution and are none of the above, e.g. `executionListeners` */
  other: string[];
}

export interface MultiInstance {
  kind: 'multiInstance';
  sequential: boolean;
  inputCollection: string | null;
  inputElement: string | null;
  outputCollection: string | null;
  outputElement: string | null;
  completionCondition: string | null;
  cardinality: string | null;
  behavior: 'None' | 'One' | 'All' | 'Complex';
  /** what is thrown as runs complete, for `None` at each, for `One` at the first; null: an unnamed signal */
  event: EventDefinition | null;
  /** for `Complex`: at each completion every event whose condition holds */
  complex: { condition: string | null; events: EventDefinition[] }[];
}

/** How the activities of an ad-hoc sub-process are begun and when it is done. */
export interface AdHoc {
  sequential: boolean;
  completionCondition: string | null;
  cancelRemaining: boolean;
  /** FEEL list of element ids; null: all that no flow leads into */
  activeElements: string | null;
  outputCollection: string | null;
  outputElement: string | null;
}

export interface StandardLoop {
  kind: 'standardLoop';
  testBefore: boolean;
  maximum: string | null;
  condition: string | null;
}

export interface FlowNode {
  id: string;
  name: string | null;
  type: NodeType;
  documentation: string | null;
  /** ids of sequence flows, in the order of the file */
  incoming: string[];
  outgoing: string[];
  defaultFlow: string | null;
  extensions: Extensions;
  /** events: their definitions; none events have none */
  definitions: EventDefinition[];
  parallelMultiple: boolean;
  /** boundary events: the activity; else null */
  attachedTo: string | null;
  /** boundary events and start events of event sub-processes; true elsewhere */
  interrupting: boolean;
  /** sub-processes (embedded, event, transaction, ad-hoc): their content */
  content: Container | null;
  triggeredByEvent: boolean;
  isForCompensation: boolean;
  loop: MultiInstance | StandardLoop | null;
  /** receive and send tasks: their message */
  message: MessageDefinition | null;
  instantiate: boolean;
  /** event-based gateways: all events behind them must happen, not only the first */
  allEvents: boolean;
  /** complex gateways */
  activationCondition: string | null;
  adHoc: AdHoc | null;
  /** compensation boundary events: the activity that an association leads to */
  compensationHandler: string | null;
  /** names of the properties of an activity without content: variables of its own */
  data: string[];
  /** data associations, read as mappings */
  dataInputs: MappingDefinition[];
  dataOutputs: MappingDefinition[];
  startQuantity: number;
  completionQuantity: number;
}

export interface SequenceFlow {
  id: string;
  name: string | null;
  source: string;
  target: string;
  condition: string | null;
}

/** What a process or sub-process holds. */
export interface Container {
  nodes: FlowNode[];
  flows: SequenceFlow[];
  /** names of the data objects and properties: variables of its own */
  data: string[];
}

export interface Lane {
  id: string;
  name: string | null;
  nodes: string[];
  /** zeebe:property `candidateGroups`: who does the user tasks of the lane when they don't say; default: its name */
  candidateGroups: string | null;
}

export interface BpmnProcess extends Container {
  id: string;
  name: string | null;
  executable: boolean;
  versionTag: string | null;
  properties: Record<string, string>;
  lanes: Lane[];
}

export interface Participant {
  id: string;
  name: string | null;
  /** null: a black box */
  process: string | null;
}

/** Ends are ids of participants or flow nodes. */
export interface MessageFlow {
  id: string;
  name: string | null;
  source: string;
  target: string;
  /** name of the message that it carries */
  message: string | null;
}

export interface BpmnModel {
  id: string;
  processes: BpmnProcess[];
  participants: Participant[];
  messageFlows: MessageFlow[];
}
