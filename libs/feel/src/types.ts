import type { FeelType } from './check/types.js';
import type { NamedTypes } from './parse/named-types.js';
import type { KnownNames } from './parse/parse.js';
import type { Budget } from './run.js';

/** What crosses the border of an expression: plain JSON; dates, times and durations as ISO 8601 strings. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Variables = Record<string, Json>;

export interface Message {
  de: string;
  en: string;
}

/** Something a model author should know, found before anything runs. */
export interface Finding {
  code: string;
  severity: 'error' | 'warning' | 'info';
  elementId?: string;
  file?: string;
  message: Message;
  /** what to do about it */
  fix?: Message;
  /** a scenario that leads to it */
  counterExample?: object;
}

/** A refusal or doubt met while evaluating; a value, never an exception. */
export interface Problem {
  code: string;
  elementId?: string;
  message: Message;
}

export type { Budget, FeelType };

/** What may be said about an expression before it runs. */
export interface CompileOptions {
  /** Names with signs or words of the grammar in them (`a-b`), so that they are read as one name. */
  names?: KnownNames;
  /** Types that `instance of` and parameters may name, as FEEL writes them: `{ Person: 'context<name: string>' }`. */
  types?: NamedTypes;
  /** Every variable there may be, with its type: then unknown names and wrong types are findings. */
  inputs?: { [name: string]: FeelType };
  /** The type of what a cell tests. */
  tested?: FeelType;
  /** What one evaluation may cost at most; what is left out has its usual limit. */
  budget?: Partial<Budget>;
}

/** Time comes in from outside: an ISO 8601 instant, what `now()` and `today()` answer. */
export interface EvaluateOptions {
  now: string;
}

declare const feelValue: unique symbol;
/** A value inside FEEL (dates keep their type); only libs/feel looks inside. Pass it back as a variable or input. */
export type FeelValue = { readonly [feelValue]: true };

/** Variables an expression may see: JSON, or values that came out of another expression. */
export type FeelContext = Record<string, Json | FeelValue>;

/** One evaluation of several expressions: they share what it may cost, and its problems. */
export interface Session {
  readonly now: string;
  problems: Problem[] | null;
  /** Counts the cost of what the host of the expressions does itself. */
  tick(steps: number): void;
}

export interface Evaluation {
  value: Json;
  problems: Problem[];
}

export interface RawEvaluation {
  value: FeelValue;
  problems: Problem[];
}

export interface Expression {
  source: string;
  /** free variables in order of appearance; `a.b` counts as `a` */
  names: string[];
  /** Evaluates; an unknown variable is null and a problem FEEL_NO_VARIABLE. */
  evaluate(context: FeelContext, options: EvaluateOptions): Evaluation;
  /** As `evaluate`, but dates and durations stay values that other expressions can compute with. */
  evaluateRaw(context: FeelContext, options: EvaluateOptions): RawEvaluation;
  /** As `evaluateRaw`, within an evaluation that `runSession` began. */
  within(session: Session, context: FeelContext): FeelValue;
}

export interface UnaryTest {
  source: string;
  names: string[];
  /** Whether `input` passes; a test that can't be decided (null comparison, wrong type) does not pass. */
  evaluate(
    input: Json | FeelValue,
    context: FeelContext,
    options: EvaluateOptions,
  ): { value: boolean; problems: Problem[] };
  /** As `evaluate`, within an evaluation that `runSession` began. */
  within(session: Session, input: Json | FeelValue, context: FeelContext): boolean;
}
