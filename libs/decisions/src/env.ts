import type {
  Expression,
  FeelContext,
  FeelValue,
  Json,
  Problem,
  Session,
  UnaryTest,
} from '@zusteuerung/feel';
import type { DecisionExplanation } from './types.js';

export type Value = FeelValue | Json;
/** A compiled boxed expression. */
export type Code = (env: Env, context: FeelContext) => Value;

/** What belongs to one evaluation of a decision with all it requires. */
export class Env {
  readonly explanation: DecisionExplanation[] = [];
  /** functions made of knowledge models and services, once each */
  readonly functions = new Map<object, Value>();
  located = 0;
  /** the decision that is evaluated right now */
  deciding: string | null = null;

  constructor(
    readonly session: Session,
    readonly detail: 'none' | 'hits' | 'full',
  ) {}

  /** Notes a problem; the value is then null. */
  problem(problem: Problem): null {
    const { problems } = this.session;
    if (problems && problems.length >= 100) return null;
    this.session.problems = [...(problems ?? []), problem];
    this.located = this.session.problems.length;
    return null;
  }

  /** Says of problems that an expression has just met to which element it belongs. */
  locate(elementId: string): void {
    const { problems } = this.session;
    if (!problems || problems.length === this.located) return;
    for (const problem of problems.slice(this.located)) if (elementId !== '') problem.elementId ??= elementId;
    this.located = problems.length;
  }

  /** The value of an expression. */
  value(expression: Expression, elementId: string, context: FeelContext): Value {
    try {
      return expression.within(this.session, context);
    } finally {
      if (this.session.problems) this.locate(elementId);
    }
  }

  /** Whether a value passes a test. */
  holds(test: UnaryTest, elementId: string, value: Value, context: FeelContext): boolean {
    try {
      return test.within(this.session, value, context);
    } finally {
      if (this.session.problems) this.locate(elementId);
    }
  }
}

const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Sets a name of any kind, also `__proto__`. */
export function setName(context: FeelContext, name: string, value: Value): void {
  if (inherited.has(name))
    Object.defineProperty(context, name, { value, enumerable: true, configurable: true, writable: true });
  else context[name] = value;
}

/** A copy that names can be added to; unlike one that is spread it grows at no great cost. */
export function copied(context: FeelContext): FeelContext {
  return Object.hasOwn(context, '__proto__') ? { ...context } : Object.assign({}, context);
}

/** A context as a value of FEEL. */
export function asValue(context: FeelContext | Value[]): Value {
  return context as unknown as Value;
}
