import { feelFunction, functionOf, kindOfValue } from '@zusteuerung/feel';
import type { FeelContext, FeelValue } from '@zusteuerung/feel';
import { compileConditional, compileFilter, compileIterator } from './compile-selection.js';
import { compileTable } from './compile-table.js';
import { asValue, copied, setName } from './env.js';
import type { Code, Value } from './env.js';
import { typed } from './item-types.js';
import type { ItemType, Types } from './item-types.js';
import { noFunction, noParameter, refusedPart, unreadable } from './problems.js';
import type { Owner } from './problems.js';
import type {
  ContextLogic,
  FunctionLogic,
  InvocationLogic,
  LiteralLogic,
  Logic,
  RelationLogic,
} from './types.js';

/** What compiling a boxed expression needs to know about where it stands. */
export interface Place {
  owner: Owner;
  types: Types;
  /** nothing is declared, so the columns of a table say what it is given */
  undeclared?: boolean;
}

/** Compiles a boxed expression; its result has the type that it names. */
export function compileLogic(logic: Logic, place: Place): Code {
  const code = codeOf(logic, place);
  const type = logic.kind === 'function' ? null : place.types.named(logic.type);
  if (!type) return code;
  return (env, context) => typed(env, type, code(env, context), logic.id);
}

function codeOf(logic: Logic, place: Place): Code {
  const inner = (part: Logic) => compileLogic(part, place);
  switch (logic.kind) {
    case 'table':
      return compileTable(logic, place);
    case 'literal':
      return compileLiteral(logic, place);
    case 'context':
      return compileContext(logic, place);
    case 'invocation':
      return compileInvocation(logic, place);
    case 'list': {
      const items = logic.items.map(inner);
      return (env, context) => asValue(items.map((item) => item(env, context)));
    }
    case 'relation':
      return compileRelation(logic, place);
    case 'function':
      return compileFunction(logic, place, place.types.answer(logic.type));
    case 'filter':
      return compileFilter(logic, inner);
    case 'conditional':
      return compileConditional(logic, inner);
    case 'refused':
      return (env) => env.problem(refusedPart(logic.finding, place.owner));
    default:
      return compileIterator(logic, inner);
  }
}

function compileLiteral({ id, expression }: LiteralLogic, { owner }: Place): Code {
  if (!expression) return (env) => env.problem(unreadable(owner, id));
  return (env, context) => env.value(expression, id, context);
}

function compileContext({ id, entries, result }: ContextLogic, place: Place): Code {
  const parts = entries.map(({ name, type, value }) => ({
    name,
    type: place.types.named(type),
    code: compileLogic(value, place),
  }));
  const last = result && compileLogic(result, place);
  return (env, context) => {
    const seen = copied(context);
    const made: FeelContext = {};
    for (const { name, type, code } of parts) {
      const found = code(env, seen);
      const value = kindOfValue(found) === 'function' ? found : typed(env, type, found, id);
      setName(seen, name, value);
      setName(made, name, value);
    }
    return last ? last(env, seen) : asValue(made);
  };
}

function compileInvocation({ id, called, bindings }: InvocationLogic, place: Place): Code {
  const target = compileLogic(called, place);
  const given = bindings.map(({ name, value }) => ({ name, code: value && compileLogic(value, place) }));
  const source = called.kind === 'literal' ? called.source : place.owner.name;
  return (env, context) => {
    const found = functionOf(target(env, context));
    if (!found) return env.problem(noFunction(place.owner, id));
    const args: Value[] = [];
    for (const { name, code } of given) {
      const at = found.parameters.indexOf(name);
      if (at < 0) return env.problem(noParameter(place.owner, id, name));
      while (args.length <= at) args.push(null);
      args[at] = code ? code(env, context) : null;
    }
    const value = found.call(env.session, args as FeelValue[], source);
    env.locate(id);
    return value;
  };
}

function compileRelation({ id, columns, rows }: RelationLogic, place: Place): Code {
  const types = columns.map(({ type }) => place.types.named(type));
  const cells = rows.map((row) => row.map((cell) => compileLogic(cell, place)));
  return (env, context) =>
    asValue(
      cells.map((row) => {
        const made: FeelContext = {};
        for (const [i, { name }] of columns.entries())
          setName(made, name, typed(env, types[i] ?? null, row[i]?.(env, context) ?? null, id));
        return asValue(made);
      }),
    );
}

/** A function sees the names where it was made; with an argument of another type it is not called at all. */
export function compileFunction(
  { id, parameters, body }: FunctionLogic,
  place: Place,
  result: ItemType | null,
): Code {
  const code = compileLogic(body, place);
  const names = parameters.map(({ name }) => name);
  const types = parameters.map(({ type }) => place.types.named(type));
  return (env, context) =>
    feelFunction(names, (_session, args) => {
      const seen = copied(context);
      for (const [i, name] of names.entries()) {
        const given: Value = args[i] ?? null;
        const value = typed(env, types[i] ?? null, given, id);
        if (value === null && given !== null) return null as unknown as FeelValue;
        setName(seen, name, value);
      }
      return typed(env, result, code(env, seen), id) as FeelValue;
    });
}
