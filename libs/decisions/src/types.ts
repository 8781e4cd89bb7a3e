import type {
  Expression,
  FeelContext,
  Finding,
  Json,
  Problem,
  UnaryTest,
  Variables,
} from '@zusteuerung/feel';
import type { Logic } from './logic-types.js';

export type * from './logic-types.js';
export type { FeelContext, Finding, Json, Problem, Variables };

/** An element of this or another model; without a namespace of this one, or of any deployed with it. */
export interface Reference {
  namespace: string | null;
  id: string;
}

export interface Requirements {
  decisions: Reference[];
  inputs: Reference[];
  /** business knowledge models and decision services */
  knowledge: Reference[];
}

export interface Decision {
  id: string;
  name: string;
  /** name under which dependants see the result */
  variable: string;
  type: string | null;
  /** ids of required decisions, perhaps of another model */
  requires: string[];
  /** names of the required input data */
  inputData: string[];
  requirements: Requirements;
  /** null: the decision can't be evaluated, `refused` says why */
  logic: Logic | null;
  refused: Finding | null;
  /** version that the author gave it */
  version: string | null;
}

/** A function that decisions share. */
export interface KnowledgeModel {
  id: string;
  name: string;
  variable: string;
  type: string | null;
  requirements: Requirements;
  logic: Logic | null;
  refused: Finding | null;
}

/** Decisions that are called as one. */
export interface DecisionService {
  id: string;
  name: string;
  variable: string;
  type: string | null;
  outputs: Reference[];
  encapsulated: Reference[];
  inputDecisions: Reference[];
  inputData: Reference[];
}

export interface InputData {
  id: string;
  name: string;
  type: string | null;
}

/** A type of a model. */
export interface ItemDefinition {
  id: string;
  name: string;
  /** what it is made from; null when it has components or is a function */
  type: string | null;
  isCollection: boolean;
  allowedText: string | null;
  /** of a collection: whether the limit is one on all of it, not on each element */
  limitsWhole: boolean;
  allowedValues: UnaryTest | null;
  components: ItemDefinition[];
  function: { parameters: { name: string; type: string | null }[]; result: string | null } | null;
}

export interface DmnModel {
  id: string;
  name: string;
  namespace: string;
  imports: { name: string; namespace: string }[];
  items: ItemDefinition[];
  decisions: Decision[];
  knowledge: KnowledgeModel[];
  services: DecisionService[];
  inputData: InputData[];
}

/** Why a row did not hit: its first cell that the input did not pass. */
export interface ExcludedRule {
  ruleId: string;
  ruleNumber: number;
  cellId: string;
  label: string;
  test: string;
  value: Json;
}

/** Why a decision came out as it did: one entry per evaluated decision, dependencies first. */
export interface DecisionExplanation {
  decisionId: string;
  decisionName: string;
  /** `UNIQUE`, `FIRST`, `COLLECT`, `COLLECT SUM` …, `LITERAL`, `CONTEXT` … */
  hitPolicy: string;
  inputs: { label: string; expression: string; value: Json }[];
  hits: {
    ruleId: string;
    /** counted from 1 */
    ruleNumber: number;
    annotations: { name: string; text: string }[];
    outputs: Variables;
    /** the row as a sentence; in a full explanation, of the first 200 */
    text?: { de: string; en: string };
  }[];
  /** which cell excluded each other row; in a full explanation */
  excluded?: ExcludedRule[];
  /** version of the decision, where its author gave it one */
  version?: string;
  result: Json;
}

export interface DecisionEvaluation {
  result: Json;
  explanation: DecisionExplanation[];
  /** what was wrong on the way; empty when the result can be trusted */
  problems: Problem[];
}

export interface DecideOptions {
  /** ISO 8601 instant, what `now()` and `today()` answer */
  now: string;
  /** `hits` (as it is without this option), all that there is to say, or nothing */
  explain?: 'none' | 'hits' | 'full';
}

export type { Expression };
