import type { Source } from '../compile/source.js';
import type { Token } from '../state.js';
import type { Json, Problem, Variables } from '../types.js';
import { raiseIncident } from './incidents.js';
import type { Oracle, Run } from './run.js';
import { visible } from './variables.js';

/** Where an evaluation belongs: for the words of an incident and extra variables. */
export interface Where {
  /** element that holds the expression, when it is not the token's own */
  element?: string;
  extra?: Variables;
}

/**
 * The value of a text at a token. Undefined: it could not be had, and the token now has an incident.
 * An unknown variable is an incident unless the expression itself tests for it.
 */
export function evaluate(run: Run, token: Token, source: Source, where: Where = {}): Json | undefined {
  if (!source.expression) return source.text;
  if (run.oracle && !isCounted(token, source.expression.names)) return null;
  const variables = where.extra ? { ...visible(run, token), ...where.extra } : visible(run, token);
  const { value, problems } = source.expression.evaluate(variables, { now: run.now });
  if (problems.length === 0) return value;
  const unknown = source.expression.names.find(
    (name) => !Object.hasOwn(variables, name) && !source.optional.has(name),
  );
  const missing = problems.find((problem) => problem.code === 'FEEL_NO_VARIABLE');
  if (missing && unknown !== undefined) {
    failed(run, token, source, variables, { ...missing, code: 'UNKNOWN_VARIABLE' }, where);
    return undefined;
  }
  const broken = problems.find(({ code }) => code !== 'FEEL_NO_VARIABLE' && code !== 'FEEL_NO_ENTRY');
  if (value !== null || !broken) return value;
  failed(run, token, source, variables, { ...broken, code: 'EXPRESSION_FAILED' }, where);
  return undefined;
}

/** As `evaluate`, refusing values of another kind than `what` says. */
export function evaluateAs<T extends Json>(
  run: Run,
  token: Token,
  source: Source,
  kind: Kind<T>,
  where: Where = {},
): T | undefined {
  if (run.oracle && source.expression && !isCounted(token, source.expression.names))
    return possible(run.oracle, kind, where.element ?? token.at);
  const value = evaluate(run, token, source, where);
  if (value === undefined) return undefined;
  const converted = kind.read(value);
  if (converted !== undefined) return converted;
  const whole = JSON.stringify(value);
  const shown = whole.length > 200 ? `${whole.slice(0, 200)}…` : whole;
  const problem: Problem = {
    code: 'EXPRESSION_FAILED',
    message: {
      de: `Der Ausdruck „${source.text}“ ergibt ${shown}; erwartet wird ${kind.de}.`,
      en: `The expression "${source.text}" gives ${shown}; expected is ${kind.en}.`,
    },
  };
  failed(run, token, source, visible(run, token), problem, where);
  return undefined;
}

/** It asks for nothing but what the engine itself counts at a complex gateway: that is no data to be left open. */
function isCounted({ variables }: Token, names: readonly string[]): boolean {
  const counted = variables && Object.hasOwn(variables, 'waitingForStart');
  return counted === true && names.every((name) => name === 'waitingForStart' || name === 'activationCount');
}

export interface Kind<T> {
  de: string;
  en: string;
  /** undefined: not of this kind */
  read(value: Json): T | undefined;
  /** values that stand for all others when data is left open */
  samples: readonly [T, ...T[]];
}

function possible<T>(oracle: Oracle, { samples }: Kind<T>, element: string): T {
  const index = samples.length === 1 ? 0 : oracle.choose(samples.length, element);
  return samples[index] ?? samples[0];
}

export const aBoolean: Kind<boolean> = {
  de: 'wahr oder falsch',
  en: 'true or false',
  read: (value) => (typeof value === 'boolean' ? value : undefined),
  samples: [true, false],
};

export const aText: Kind<string> = {
  de: 'ein Text',
  en: 'a text',
  read: (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined),
  samples: ['?'],
};

export const aTextOrNothing: Kind<string | null> = {
  de: 'ein Text oder nichts',
  en: 'a text or nothing',
  read: (value) => (value === null ? null : aText.read(value)),
  samples: [null],
};

/** characters of what hosts look up by an index */
const longestAddress = 400;

/** The name of a message or signal, or a correlation key. */
export const anAddress: Kind<string> = {
  de: `ein Text mit höchstens ${longestAddress} Zeichen`,
  en: `a text of at most ${longestAddress} characters`,
  read(value) {
    const text = aText.read(value);
    return text !== undefined && text.length <= longestAddress ? text : undefined;
  },
  samples: ['?'],
};

export const anAddressOrNothing: Kind<string | null> = {
  de: `${anAddress.de} oder nichts`,
  en: `${anAddress.en} or nothing`,
  read: (value) => (value === null ? null : anAddress.read(value)),
  samples: [null],
};

export const aList: Kind<Json[]> = {
  de: 'eine Liste',
  en: 'a list',
  read: (value) => (Array.isArray(value) ? value : undefined),
  samples: [[null, null], []],
};

function failed(
  run: Run,
  token: Token,
  source: Source,
  variables: Variables,
  problem: Problem,
  where: Where,
): void {
  const detail = asked(run, token, [source], variables);
  if (where.element && where.element !== token.at) detail['element'] = where.element;
  raiseIncident(run, token, { code: problem.code, message: problem.message }, detail);
}

/** What an incident tells about its cause: the expressions that were asked, and the variables they use. */
export function asked(
  run: Run,
  token: Token,
  sources: Source[],
  variables: Variables = visible(run, token),
): Variables {
  const names = sources.flatMap(({ expression }) => [...(expression?.names ?? [])]);
  return {
    expression: sources.map(({ text }) => text).join('; '),
    inputs: Object.fromEntries(names.map((name) => [name, variables[name] ?? null])),
  };
}
