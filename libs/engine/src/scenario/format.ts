import type { BpmnModel } from '@zusteuerung/bpmn';
import type { DmnModel } from '@zusteuerung/decisions';
import type { Json, Variables } from '../types.js';

/**
 * How a scenario starts an instance: by process, or by what starts one. `at` is the clock's first reading; alone it says
 * that nothing is started, timer start events then do it as the clock advances.
 */
export interface ScenarioStart {
  process?: string;
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
  variables?: Record<string, Json>;
  incident?: { at?: string; code?: string } | null;
}

export type ScenarioStep =
  | { complete: string; variables?: Variables }
  | { advance: string }
  | { message: string; correlationKey?: string | number; ttl?: string; variables?: Variables }
  | { signal: string; variables?: Variables }
  | { error: string; at: string; variables?: Variables }
  | { escalation: string; at: string; variables?: Variables }
  /** somebody changes variables of the first instance from outside */
  | { variables: Variables }
  | { expect: Expectation };

/** A scenario file as parsed JSON; `models` are paths relative to it. */
export interface Scenario {
  name: string;
  models: string[];
  start: ScenarioStart | ScenarioStart[];
  services?: Record<string, ScenarioService>;
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
