import { compileExpression, feelFunction, kindOfValue } from '@zusteuerung/feel';
import type { Expression, FeelContext, FeelValue } from '@zusteuerung/feel';
import { copied, setName } from './env.js';
import type { Code, Env, Value } from './env.js';
import { wrongType } from './problems.js';
import type { ConditionalLogic, FilterLogic, IteratorLogic, Logic } from './types.js';

type Inner = (part: Logic) => Code;

/** A condition that is neither true nor false nor null makes the result null (DMN 1.5, 10.2.1.8–10.2.1.10). */
export function compileConditional(logic: ConditionalLogic, inner: Inner): Code {
  const [condition, yes, no] = [inner(logic.if), inner(logic.then), inner(logic.else)];
  return (env, context) => {
    const verdict = new Verdict();
    const holds = verdict.of(condition(env, context)) === true;
    return verdict.wrong === undefined ? (holds ? yes : no)(env, context) : verdict.refuse(env, logic.id);
  };
}

/** What conditions have answered; remembers the first answer that is none. */
class Verdict {
  wrong: Value | undefined;

  of(value: Value): boolean | null {
    if (value === null || typeof value === 'boolean') return value;
    this.wrong ??= value;
    return null;
  }

  refuse(env: Env, elementId: string): null {
    return env.problem(wrongType(elementId, 'boolean', this.wrong ?? null));
  }
}

const filtering = compileExpression('dmnList[dmnMatch(item) = true]').expression!;

export function compileFilter(logic: FilterLogic, inner: Inner): Code {
  const [list, match] = [inner(logic.in), inner(logic.match)];
  return (env, context) => {
    const verdict = new Verdict();
    const dmnMatch = feelFunction(['item'], (_session, [item]) => {
      const element = item as unknown as FeelContext;
      const entries = kindOfValue(item ?? null) === 'context' ? element : {};
      const seen = { ...context, ...entries, item: item ?? null };
      return verdict.of(match(env, seen)) as unknown as FeelValue;
    });
    const found = env.value(filtering, logic.id, { dmnList: list(env, context), dmnMatch });
    return verdict.wrong === undefined ? found : verdict.refuse(env, logic.id);
  };
}

const iterating: Record<IteratorLogic['kind'], Expression> = {
  for: compileExpression('for dmnItem in dmnList return dmnBody(dmnItem, partial)').expression!,
  some: compileExpression('some dmnItem in dmnList satisfies dmnBody(dmnItem, null)').expression!,
  every: compileExpression('every dmnItem in dmnList satisfies dmnBody(dmnItem, null)').expression!,
};

export function compileIterator(logic: IteratorLogic, inner: Inner): Code {
  const [list, body] = [inner(logic.in), inner(logic.body)];
  const expression = iterating[logic.kind];
  const loops = logic.kind === 'for';
  const call = (env: Env, context: FeelContext, verdict: Verdict) =>
    feelFunction(['item', 'partial'], (_session, [item, partial]) => {
      const seen = copied(context);
      if (loops) seen['partial'] = partial ?? null;
      setName(seen, logic.variable, item ?? null);
      const value = body(env, seen);
      return (loops ? value : verdict.of(value)) as unknown as FeelValue;
    });
  return (env, context) => {
    const verdict = new Verdict();
    const dmnBody = call(env, context, verdict);
    const found = env.value(expression, logic.id, { dmnList: list(env, context), dmnBody });
    return verdict.wrong === undefined ? found : verdict.refuse(env, logic.id);
  };
}
