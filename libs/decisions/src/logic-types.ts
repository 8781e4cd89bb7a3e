import type { Expression, Finding, UnaryTest } from '@zusteuerung/feel';

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'ANY' | 'PRIORITY' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';
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
  allowedValues: UnaryTest | null;
  allowedText: string | null;
  /** the allowed values in order, the first has the highest priority; null when they are no list of values */
  ranking: Expression | null;
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

interface LogicBase {
  id: string;
  /** type that the result must have */
  type: string | null;
}

export interface DecisionTable extends LogicBase {
  kind: 'table';
  hitPolicy: HitPolicy;
  aggregation: Aggregation | null;
  inputs: TableInput[];
  outputs: TableOutput[];
  rules: TableRule[];
}

export interface LiteralLogic extends LogicBase {
  kind: 'literal';
  source: string;
  expression: Expression | null;
}

/** Named values, each seen by the next; with `result` that is the value of all. */
export interface ContextLogic extends LogicBase {
  kind: 'context';
  entries: { name: string; type: string | null; value: Logic }[];
  result: Logic | null;
}

export interface InvocationLogic extends LogicBase {
  kind: 'invocation';
  called: Logic;
  bindings: { name: string; value: Logic | null }[];
}

export interface ListLogic extends LogicBase {
  kind: 'list';
  items: Logic[];
}

export interface RelationLogic extends LogicBase {
  kind: 'relation';
  columns: { name: string; type: string | null }[];
  rows: Logic[][];
}

export interface FunctionLogic extends LogicBase {
  kind: 'function';
  parameters: { name: string; type: string | null }[];
  body: Logic;
}

export interface FilterLogic extends LogicBase {
  kind: 'filter';
  in: Logic;
  match: Logic;
}

export interface ConditionalLogic extends LogicBase {
  kind: 'conditional';
  if: Logic;
  then: Logic;
  else: Logic;
}

export interface IteratorLogic extends LogicBase {
  kind: 'for' | 'some' | 'every';
  variable: string;
  in: Logic;
  body: Logic;
}

/** A part that can't be evaluated, and why. */
export interface RefusedLogic extends LogicBase {
  kind: 'refused';
  finding: Finding;
}

export type Logic =
  | DecisionTable
  | LiteralLogic
  | ContextLogic
  | InvocationLogic
  | ListLogic
  | RelationLogic
  | FunctionLogic
  | FilterLogic
  | ConditionalLogic
  | IteratorLogic
  | RefusedLogic;
