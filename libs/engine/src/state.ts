import type { InstanceStatus, Json, Variables } from './types.js';

/** An instance as JSON: scopes hold tokens, tokens hold wait states; all three by key, keys are never reused. */
export interface InstanceState {
  process: string;
  status: InstanceStatus;
  /** the next free key */
  next: number;
  scopes: Record<string, ScopeState>;
  tokens: Record<string, Token>;
  waits: Record<string, Wait>;
}

/** A running process, called process, sub-process, event sub-process or multi-instance body. */
export interface ScopeState {
  key: string;
  /** BPMN process that the element belongs to */
  process: string;
  element: string;
  /** token of the parent scope that stands at the element; null: the instance itself */
  host: string | null;
  /** living tokens, those at joins included */
  alive: number;
  /** of a process or called process; elsewhere the host token holds them */
  variables?: Variables;
  /** arrived tokens by gateway and incoming flow, oldest first */
  joins?: Record<string, Record<string, string[]>>;
  /** open wait states of event sub-processes */
  waits?: string[];
  /** an interrupting event sub-process has taken over */
  interrupted?: boolean;
  loop?: LoopState;
  adHoc?: AdHocState;
  /** what completed here and can be compensated, oldest first */
  compensations?: Compensation[];
  /** complex gateways that wait for the rest of their tokens, with the flows that had already delivered */
  resetting?: Record<string, string[]>;
}

/** A completed activity that can be compensated: by its handler, else by what completed inside it. */
export interface Compensation {
  activity: string;
  /** variables local to the activity as they were when it completed */
  variables?: Variables;
  inner?: Compensation[];
  /** the activity itself was still running when it was cancelled: only what completed inside it is compensated */
  unfinished?: true;
}

export interface AdHocState {
  /** activities to begin one after the other */
  pending: string[];
  output: Json[];
  /** the completion condition holds */
  done?: boolean;
}

/** The counting of a multi-instance body. */
export interface LoopState {
  items: Json[];
  started: number;
  completed: number;
  output: Json[];
  /** the completion condition holds */
  done?: boolean;
}

/** How far a token got at its node; an incident is retried from there. */
export type Phase =
  | 'starting'
  | 'entering'
  | 'mapping'
  | 'opening'
  | 'activating'
  | 'active'
  | 'repeating'
  | 'completing'
  | 'collecting'
  | 'leaving'
  | 'joining';

export interface Token {
  key: string;
  scope: string;
  at: string;
  since: string;
  phase: Phase;
  /** variables local to the activity: input mappings, loop element, delivered results */
  variables?: Variables;
  waits?: string[];
  /** number of a multi-instance run, from 0 */
  index?: number;
  /** sequence flow that the token came by */
  via?: string;
  /** what a message, job or called process delivered, until the element has completed */
  delivered?: Variables;
  /** the event fired before the token got here (event-based gateway, boundary, event sub-process) */
  fired?: boolean;
  /** which of its event definitions a throwing event throws, from the second on */
  thrown?: number;
  /** which event definition started the instance (parallel multiple start events) */
  startedBy?: number;
  /** what completed inside the activity, until it is recorded with the activity itself */
  compensations?: Compensation[];
  /** this token compensates: what comes after it, oldest first, and which throwing token waits for the end of it all */
  compensates?: { rest: Compensation[]; thrower?: string };
  incident?: Incident;
}

export interface Incident {
  key: string;
  code: string;
  element: string;
  message: { de: string; en: string };
  data?: Json;
}

export interface Wait {
  key: string;
  kind: 'userTask' | 'job' | 'timer' | 'message' | 'signal' | 'condition';
  /** which of several event definitions of the element, from 0 */
  definition?: number;
  /** the node that the wait state belongs to: the task, catching event, boundary event or start event */
  element: string;
  /** the waiting token, or the scope whose event sub-process waits */
  token?: string;
  scope?: string;
  /** timer: when, how often after that (null: for ever), every what */
  due?: string;
  repeat?: number | null;
  every?: string;
  message?: string;
  correlationKey?: string | null;
  signal?: string;
  /** condition: it held when last evaluated; absent: it has not been yet */
  held?: boolean;
  /** what the other definitions of a parallel multiple event have delivered */
  gathered?: { variables: Variables; waits: Wait[] };
}
