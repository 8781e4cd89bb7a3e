import { compileExpression, functionOf, kindOfValue, typeNamed } from '@zusteuerung/feel';
import type { Expression, FeelContext } from '@zusteuerung/feel';
import { asValue, copied, setName } from './env.js';
import type { Env, Value } from './env.js';
import { wrongType } from './problems.js';
import type { Links } from './links.js';
import type { DmnModel, ItemDefinition } from './types.js';

/** A type that values must have; `border`: the value comes from outside, where dates are text. */
export interface ItemType {
  name: string;
  /** undefined: the value is not of the type, and nothing of the type stands for it */
  convert(env: Env, value: Value, border: boolean): Value | undefined;
}

/** The value as one of the type; null and a problem when it is none. Null is of every type. */
export function typed(
  env: Env,
  type: ItemType | null,
  value: Value,
  elementId: string,
  border = false,
): Value {
  if (!type || value === null) return value;
  const converted = type.convert(env, value, border);
  return converted === undefined ? env.problem(wrongType(elementId, type.name, value)) : converted;
}

/** The types that a model may name: those of FEEL, its own, and those of imported models. */
export class Types {
  private readonly known = new Map<string, ItemType | null>();

  constructor(
    private readonly model: DmnModel,
    private readonly find: (model: DmnModel) => Types,
    private readonly links: Links,
  ) {}

  /** Null: nothing is asked of the value, or the type is not known (a finding of the check). */
  named(reference: string | null): ItemType | null {
    if (reference === null || reference === '') return null;
    const known = this.known.get(reference);
    if (known !== undefined) return known;
    this.known.set(reference, null);
    const type = this.resolve(reference);
    this.known.set(reference, type);
    return type;
  }

  /** The type of what a function answers; the reference may name that type or the one of the whole function. */
  answer(reference: string | null): ItemType | null {
    const whole = reference === null ? undefined : this.item(reference.replace(/^[\w.-]+:/, ''))?.function;
    return this.named(whole ? whole.result : reference);
  }

  item(name: string): ItemDefinition | undefined {
    return this.model.items.find((item) => item.name === name);
  }

  private resolve(reference: string): ItemType | null {
    const item = this.item(reference);
    if (item) return this.ofItem(item);
    const name = reference.replace(/^feel[:.]/, '');
    const inner = /^list\s*<(.+)>$/.exec(name)?.[1];
    if (inner !== undefined) return collection(this.named(inner.trim()), name);
    return primitive(name) ?? this.imported(reference) ?? this.prefixed(reference);
  }

  private imported(reference: string): ItemType | null {
    for (const model of this.links.scopeOf(this.model).slice(1)) {
      const types = this.find(model);
      if (types.item(reference)) return types.named(reference);
    }
    for (const { name, namespace } of this.model.imports) {
      if (name === '' || !reference.startsWith(`${name}.`)) continue;
      const model = this.links.model(namespace);
      if (model) return this.find(model).named(reference.slice(name.length + 1));
    }
    return null;
  }

  /** Models of DMN 1.1 name types as XML does: with the prefix of their namespace. */
  private prefixed(reference: string): ItemType | null {
    const name = /^[\w.-]+:(.+)$/.exec(reference)?.[1];
    return name === undefined ? null : this.named(name);
  }

  private ofItem(item: ItemDefinition): ItemType | null {
    const base = item.function
      ? functionType(item)
      : item.components.length > 0
        ? this.structure(item)
        : this.named(item.type);
    const single = item.isCollection ? base : restricted(base, item);
    return item.isCollection ? restricted(collection(base, item.name), item) : single;
  }

  /** A context with all the entries; from outside what is missing counts as null. */
  private structure(item: ItemDefinition): ItemType {
    const parts = item.components.map((component) => ({
      name: component.name,
      type: this.ofItem(component),
    }));
    return {
      name: item.name,
      convert(env, given, border) {
        const value = onlyOf(given);
        if (kindOfValue(value) !== 'context') return undefined;
        const entries = value as unknown as FeelContext;
        const result = copied(entries);
        for (const { name, type } of parts) {
          if (!border && !Object.hasOwn(entries, name)) return undefined;
          const entry = Object.hasOwn(entries, name) ? (entries[name] ?? null) : null;
          const converted = entry === null || !type ? entry : type.convert(env, entry, border);
          if (converted === undefined) return undefined;
          setName(result, name, converted);
        }
        return asValue(result);
      },
    };
  }
}

function onlyOf(value: Value): Value {
  return Array.isArray(value) && value.length === 1 ? ((value as Value[])[0] ?? null) : value;
}

function collection(element: ItemType | null, name: string): ItemType {
  return {
    name,
    convert(env, value, border) {
      const list = (Array.isArray(value) ? value : [value]) as Value[];
      env.session.tick(list.length);
      const converted = list.map((one) =>
        one === null || !element ? one : element.convert(env, one, border),
      );
      return converted.includes(undefined) ? undefined : asValue(converted as Value[]);
    },
  };
}

/** A value that is not allowed is none of the type; of a collection each element counts, or all of it. */
function restricted(
  base: ItemType | null,
  { name, allowedValues, isCollection, limitsWhole }: ItemDefinition,
): ItemType | null {
  if (!allowedValues) return base && { ...base, name };
  return {
    name,
    convert(env, value, border) {
      const converted = base ? base.convert(env, value, border) : value;
      if (converted === undefined || converted === null) return converted;
      const holds = (one: Value) => one === null || allowedValues.within(env.session, one, {});
      const each = isCollection && !limitsWhole && Array.isArray(converted);
      return (each ? (converted as Value[]).every(holds) : holds(converted)) ? converted : undefined;
    },
  };
}

function functionType({ name, function: signature }: ItemDefinition): ItemType {
  return {
    name,
    convert: (_env, value) =>
      functionOf(value)?.parameters.length === signature?.parameters.length ? value : undefined,
  };
}

const readers: Record<string, Expression | null> = {
  date: compileExpression('date(x)').expression,
  time: compileExpression('time(x)').expression,
  'date and time': compileExpression('date and time(x)').expression,
  'days and time duration': compileExpression('duration(x)').expression,
  'years and months duration': compileExpression('duration(x)').expression,
  duration: compileExpression('duration(x)').expression,
};

function primitive(text: string): ItemType | null {
  const type = typeNamed(text);
  if (!type) return null;
  const reader = readers[type.name] ?? null;
  return {
    name: text,
    convert(env, value, border) {
      const { session } = env;
      if (border && reader && typeof value === 'string') {
        const before = session.problems;
        const read = reader.within(session, { x: value });
        session.problems = before;
        return (read as Value) === null ? undefined : type.convert(session, read);
      }
      return type.convert(session, value);
    },
  };
}
