import { mayBe } from '../check/types.js';
import type { FeelType } from '../check/types.js';
import type { Run, Site } from '../run.js';
import type { FeelFunction } from '../values/function.js';
import { isNum } from '../values/number.js';
import type { Num } from '../values/number.js';
import type { FeelRange } from '../values/range.js';
import { FeelDate, FeelDateTime } from '../values/temporal.js';
import type { DaysDuration, FeelTime, MonthsDuration } from '../values/temporal.js';
import { kindOf } from '../values/value.js';
import type { Entries, Value } from '../values/value.js';

/** Undefined: the arguments don't fit. */
export type Answer = Value | undefined;

interface Kinds {
  any: Value;
  boolean: boolean;
  number: Num;
  string: string;
  list: Value[];
  context: Entries;
  function: FeelFunction;
  range: FeelRange;
  date: FeelDate;
  time: FeelTime;
  'date and time': FeelDateTime;
  'days and time duration': DaysDuration;
  'years and months duration': MonthsDuration;
}

/** `name: kind`, with a question mark behind it when it may be left out. */
type Parameter = `${string}: ${keyof Kinds}` | `${string}: ${keyof Kinds}?`;
type ArgumentOf<P> = P extends `${string}: ${infer K extends keyof Kinds}?`
  ? Kinds[K] | undefined
  : P extends `${string}: ${infer K extends keyof Kinds}`
    ? Kinds[K]
    : never;
type ArgumentsOf<P extends readonly Parameter[]> = { [I in keyof P]: ArgumentOf<P[I]> };

interface Slot {
  name: string;
  kind: keyof Kinds;
  optional: boolean;
}

/** One way to call a function. */
export interface Form {
  slots: Slot[];
  required: number;
  body: (run: Run, ...args: never[]) => Answer;
}

export function form<const P extends readonly Parameter[]>(
  parameters: P,
  body: (run: Run, ...args: ArgumentsOf<P>) => Answer,
): Form {
  const slots = parameters.map((text): Slot => {
    const [name = '', rest = ''] = text.split(': ');
    return { name, kind: rest.replace('?', '') as keyof Kinds, optional: rest.endsWith('?') };
  });
  return { slots, required: slots.filter(({ optional }) => !optional).length, body: body as Form['body'] };
}

/** A function of the standard; null when its arguments don't fit, with a doubt unless they are null. */
export interface Builtin {
  name: string;
  parameters: string[];
  call(run: Run, args: Value[], site: Site): Value;
  callNamed(run: Run, names: string[], values: Value[], site: Site): Value;
  /** Whether arguments of these types may fit. */
  accepts(types: FeelType[]): boolean;
}

/** An argument of another kind; a null where there must be something. */
const misfit = Symbol('misfit');
const blank = Symbol('blank');

function prepared(value: Value, { kind, optional }: Slot): Value | undefined | typeof misfit | typeof blank {
  if (kind === 'any') return value;
  if (value === null) return optional ? undefined : blank;
  if (kind === 'number' ? isNum(value) : kind === 'list' ? Array.isArray(value) : kindOf(value) === kind)
    return value;
  if (kind === 'list') return [value];
  if (kind === 'date and time' && value instanceof FeelDate) return new FeelDateTime(value, 0, 'UTC');
  if (kind === 'date' && value instanceof FeelDateTime) return value.date;
  return Array.isArray(value) && value.length === 1
    ? prepared(value[0] ?? null, { name: '', kind, optional: false })
    : misfit;
}

function applied(run: Run, { slots, body }: Form, args: Value[]): Answer | typeof misfit | typeof blank {
  const ready: Value[] = [];
  for (let i = 0; i < args.length; i++) {
    const given = args[i] as Value | undefined;
    const value = given === undefined ? undefined : prepared(given, slots[i]!);
    if (value === misfit || value === blank) return value;
    ready.push(value as Value);
  }
  return body(run, ...(ready as never[]));
}

export function define(name: string, ...forms: [Form, ...Form[]]): Builtin {
  const answer = (run: Run, site: Site, argumentsFor: (form: Form) => Value[] | null): Value => {
    run.tick(4);
    let silent = false;
    for (const candidate of forms) {
      const args = argumentsFor(candidate);
      if (!args) continue;
      const result = applied(run, candidate, args);
      if (result === blank) silent = true;
      else if (result !== misfit) return result === undefined ? run.doubt('FEEL_ARGUMENTS', site) : result;
    }
    return silent ? null : run.doubt('FEEL_ARGUMENTS', site);
  };
  return {
    name,
    parameters: forms[0].slots.map((slot) => slot.name),
    call: (run, args, site) =>
      answer(run, site, ({ slots, required }) =>
        args.length >= required && args.length <= slots.length ? args : null,
      ),
    accepts: (types) => forms.some((candidate) => mayFit(candidate, types)),
    callNamed: (run, names, values, site) =>
      answer(run, site, ({ slots }) => {
        const known = names.every((given) => slots.some((slot) => slot.name === given));
        const complete = slots.every((slot) => slot.optional || names.includes(slot.name));
        return known && complete ? slots.map((slot) => byName(slot.name, names, values)) : null;
      }),
  };
}

function mayFit({ slots, required }: Form, types: FeelType[]): boolean {
  if (types.length < required || types.length > slots.length) return false;
  return types.every((type, i) => {
    const { kind } = slots[i]!;
    if (kind === 'any' || kind === 'list') return true;
    return mayBe(type, kind) || (kind === 'date and time' && mayBe(type, 'date'));
  });
}

function byName(name: string, names: string[], values: Value[]): Value {
  return values[names.indexOf(name)] as Value;
}

/** A function of a list, or of its elements as arguments; `list` is the name of its parameter. */
export function defineOfList(name: string, list: string, body: (run: Run, list: Value[]) => Answer): Builtin {
  const answer = (run: Run, args: Value[], site: Site): Value => {
    const [first] = args;
    const elements = args.length === 1 ? (Array.isArray(first) ? first : [first ?? null]) : args;
    if (args.length === 1 && first === null) return null;
    run.tick(2 + elements.length);
    const value = body(run, elements);
    return value === undefined ? run.doubt('FEEL_ARGUMENTS', site) : value;
  };
  return {
    name,
    parameters: [list],
    accepts: (types) => types.length > 0,
    call: (run, args, site) =>
      args.length === 0 ? run.doubt('FEEL_ARGUMENTS', site) : answer(run, args, site),
    callNamed: (run, names, values, site) =>
      names.length === 1 && names[0] === list ? answer(run, values, site) : run.doubt('FEEL_ARGUMENTS', site),
  };
}
