import { convertTo, isInstance } from './compile/types.js';
import type { TypeName } from './parse/ast.js';
import { parseType } from './parse/parse.js';
import { BudgetExceeded, Run, defaultBudget } from './run.js';
import type { FeelContext, FeelValue, Json, Session } from './types.js';
import { equals } from './values/compare.js';
import { FeelFunction } from './values/function.js';
import { kindOf } from './values/value.js';
import type { Kind, Value } from './values/value.js';

type Given = Json | FeelValue;

const nothing: FeelContext = {};

/**
 * One evaluation that consists of several expressions; null when it costs more than `steps`, with a problem that
 * names the expression.
 */
export function runSession<T>(now: string, steps: number, body: (session: Session) => T): T | null {
  const run = new Run(nothing, now, [], { ...defaultBudget, steps });
  try {
    return body(run);
  } catch (error) {
    if (error instanceof BudgetExceeded) return null;
    throw error;
  }
}

/** A function that expressions can call; it is given as many arguments as it has parameters. */
export function feelFunction(
  parameters: string[],
  call: (session: Session, args: FeelValue[]) => FeelValue,
): FeelValue {
  const made = new FeelFunction(parameters, (run, args, site) => {
    if (args.length !== parameters.length) return run.doubt('FEEL_ARGUMENTS', site);
    run.tick(60);
    if (++run.depth > run.budget.depth) throw new BudgetExceeded();
    const value = call(run, args as unknown as FeelValue[]) as unknown as Value;
    run.depth--;
    return value;
  });
  return made as unknown as FeelValue;
}

/** What a function value offers to a caller with named arguments; null for any other value. */
export function functionOf(value: Given): {
  parameters: string[];
  call: (session: Session, args: FeelValue[], source: string) => FeelValue;
} | null {
  const found = value as unknown as Value;
  if (!(found instanceof FeelFunction)) return null;
  return {
    parameters: found.parameters,
    call: (session, args, source) =>
      found.call(session as Run, args as unknown as Value[], {
        source,
        from: 0,
        to: source.length,
      }) as unknown as FeelValue,
  };
}

/** `number`, `list`, `date and time` …; `null` for nothing. */
export function kindOfValue(value: Given): Kind {
  return kindOf(value as unknown as Value);
}

/** Whether two values are equal as FEEL has it. */
export function sameValue(a: Given, b: Given): boolean {
  return equals(a as unknown as Value, b as unknown as Value) === true;
}

/** A type of FEEL. */
export interface HostType {
  name: string;
  /** The value as one of the type, with the conversions of the standard; undefined when there is none. */
  convert(session: Session, value: Given): FeelValue | undefined;
  /** Whether the value already is one of the type. */
  holds(session: Session, value: Given): boolean;
}

const named: Record<string, string> = {
  dateTime: 'date and time',
  dayTimeDuration: 'days and time duration',
  yearMonthDuration: 'years and months duration',
  'days and time duration': 'days and time duration',
  'years and months duration': 'years and months duration',
};
const simple = new Set([
  ...['number', 'string', 'boolean', 'date', 'time', 'date and time', 'context', 'list', 'function', 'range'],
  ...['days and time duration', 'years and months duration', 'duration', 'Any', 'Null'],
]);

/** The type of a text such as `number` or `list<date>`; null when FEEL has none of that name. */
export function typeNamed(text: string): HostType | null {
  const name = named[text] ?? text;
  const type = simple.has(name) ? ({ type: 'named', name } as TypeName) : composedType(text);
  if (!type) return null;
  const any = type.type === 'named' && type.name === 'Any';
  return {
    name,
    convert: (session, value) =>
      (any ? value : convertTo(session as Run, value as unknown as Value, type)) as FeelValue | undefined,
    holds: (session, value) => any || isInstance(session as Run, value as unknown as Value, type),
  };
}

function composedType(text: string): TypeName | null {
  if (!/^(?:list|range|context|function)\s*</.test(text)) return null;
  return parseType(text);
}
