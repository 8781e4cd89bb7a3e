import type { BpmnModel } from '@zusteuerung/bpmn';
import type { DmnModel } from '@zusteuerung/decisions';
import type { Json, Variables } from '../types.js';

/**
 * How a scenario starts an instance: by process, or by what starts one. `at` is the clock's first reading; alone it says
 * that nothing is started, timer start events then do it as the clock advances.
 */
export interface ScenarioStart {
  process?: string;
  /** with `process`: which start event (default: the one without trigger), and which of its definitions, from 0 */
  startEvent?: string;
  definition?: number;
  message?: string;
  correlationKey?: string | number;
  signal?: string;
  variables?: Variables;
  at?: string;
}

/** What a scenario does when a job of a type opens; exactly one of the three. */
export interface ScenarioService {
  result?: Variables;
  error?: string;
  fail?: string;
}

export interface Expectation {
  state?: 'active' | 'completed' | 'terminated' | 'incident';
  path?: string[];
  visited?: Record<string, number>;
  notVisited?: string[];
  waitingAt?: string[];
  /** how often elements were begun (a multi-instance activity as a whole), and sequence flows taken */
  begun?: Record<string, number>;
  taken?: Record<string, number>;
  /** how many tokens stand at elements now, those at joins included */
  tokens?: Record<string, number>;
  variables?: Record<string, Json>;
  incident?: { at?: string; code?: string } | null;
}

export type ScenarioStep =
  | { complete: string; variables?: Variables }
  | { advance: string }
  | { message: string; correlationKey?: string | number; ttl?: string; variables?: Variables }
  | { signal: string; variables?: Variables }
  /** `nth` counts what is open at the element from 0, oldest first */
  | { error: string; at: string; nth?: number; variables?: Variables }
  | { escalation: string; at: string; nth?: number; variables?: Variables }
  /** what an element waits for happens, whatever it is: a timer ahead of its time, a message or condition as if it came */
  | { fire: string; nth?: number }
  /** somebody changes variables of the first instance from outside */
  | { variables: Variables }
  | { expect: Expectation };

/** A scenario file as parsed JSON; `models` are paths relative to it. */
export interface Scenario {
  name: string;
  models: string[];
  start: ScenarioStart | ScenarioStart[];
  services?: Record<string, ScenarioService>;
  /**
   * With it the scenario leaves all data open: no expression is evaluated, nothing is sent, and what depends on data is
   * decided here, by element in the order of being asked, the last answer for all further times. At an exclusive gateway
   * the id of the flow to take; for a condition (of a flow: under the flow's id) true or false; else the number of the
   * possibility, from 0: of a collection 0 two items and 1 none, of a loop 0 once more and 1 no more. Default: the first.
   */
  choices?: Record<string, (string | number | boolean)[]>;
  steps?: ScenarioStep[];
  expect?: Expectation;
}

/** The models of a scenario, already read. */
export interface ScenarioModels {
  models: BpmnModel[];
  decisions: DmnModel[];
}

export interface TraceEntry {
  /** which of the scenario's instances, from 0 */
  instance: number;
  at: string;
  type:
    | 'activated'
    | 'completed'
    | 'terminated'
    | 'variables'
    | 'incident'
    | 'flow'
    | 'decision'
    | 'error'
    | 'escalation'
    | 'signal'
    | 'message'
    | 'compensation';
  elementId: string;
  data?: Json;
}

/** A reason why a scenario fails. */
export interface Failure {
  de: string;
  en: string;
}

export interface ScenarioResult {
  name: string;
  passed: boolean;
  failures: Failure[];
  trace: TraceEntry[];
}
