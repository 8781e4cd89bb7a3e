import type {
  Expression,
  FeelContext,
  Finding,
  Json,
  Problem,
  UnaryTest,
  Variables,
} from '@zusteuerung/feel';

export type { Finding, Json, Problem, Variables };

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'COLLECT';
export type Aggregation = 'SUM' | 'MIN' | 'MAX' | 'COUNT';

/** A column of conditions. */
export interface TableInput {
  id: string;
  label: string;
  /** FEEL source of the column; the name of a variable or any expression */
  source: string;
  expression: Expression | null;
  type: string | null;
  allowedValues: UnaryTest | null;
  /** text of the allowed values, for messages */
  allowedText: string | null;
}

/** A column of results. */
export interface TableOutput {
  id: string;
  /** answer when no row hits */
  fallback: Expression | null;
  /** name of the result entry; null in a table with one unnamed output */
  name: string | null;
  label: string;
  type: string | null;
}

export interface TableCell {
  id: string;
  source: string;
}

/** A row; `test` null matches everything (`-` or empty). */
export interface TableRule {
  id: string;
  /** counted from 1, as in the editor */
  number: number;
  inputs: (TableCell & { test: UnaryTest | null })[];
  outputs: (TableCell & { expression: Expression | null })[];
  annotations: { name: string; text: string }[];
}

export interface DecisionTable {
  kind: 'table';
  id: string;
  hitPolicy: HitPolicy;
  aggregation: Aggregation | null;
  inputs: TableInput[];
  outputs: TableOutput[];
  rules: TableRule[];
}

export interface LiteralLogic {
  kind: 'literal';
  id: string;
  source: string;
  expression: Expression | null;
}

export interface Decision {
  id: string;
  name: string;
  /** name under which dependants see the result */
  variable: string;
  /** ids of required decisions, perhaps of another model */
  requires: string[];
  /** names of the required input data */
  inputData: string[];
  /** null: the decision can't be evaluated, `refused` says why */
  logic: DecisionTable | LiteralLogic | null;
  refused: Finding | null;
}

export interface DmnModel {
  id: string;
  name: string;
  decisions: Decision[];
  inputData: { id: string; name: string }[];
}

/** Why a decision came out as it did: one entry per evaluated decision, dependencies first. */
export interface DecisionExplanation {
  decisionId: string;
  decisionName: string;
  /** `UNIQUE`, `FIRST`, `COLLECT`, `COLLECT SUM` …, `LITERAL` */
  hitPolicy: string;
  inputs: { label: string; expression: string; value: Json }[];
  hits: {
    ruleId: string;
    /** counted from 1 */
    ruleNumber: number;
    annotations: { name: string; text: string }[];
    outputs: Variables;
  }[];
  result: Json;
}

export interface DecisionEvaluation {
  result: Json;
  explanation: DecisionExplanation[];
  /** why there is no result; empty when the result can be trusted */
  problems: Problem[];
  /** what counted as null on the way: absent variables, sums over nothing */
  doubts: Problem[];
}

export type { FeelContext };
