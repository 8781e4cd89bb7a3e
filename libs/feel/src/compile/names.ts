import { builtinValue } from '../builtins/index.js';
import type { NodeOf } from '../parse/ast.js';
import { tight } from '../parse/text.js';
import type { Run, Site } from '../run.js';
import { Special, isContext } from '../values/value.js';
import type { Entries, Value } from '../values/value.js';
import type { Code, Compiler, Scope } from './scope.js';

/** A name: bound within the expression, an entry of a filtered element, a variable, or a function of the standard. */
export function compileName(node: NodeOf<'name'>, scope: Scope, compiler: Compiler): Code {
  const { name } = node;
  const { elements, slot } = scope.find(name);
  const outside = slot === null ? variable(node, compiler) : (run: Run) => run.slots[slot] ?? null;
  return elements.reduceRight((code, element) => entryOr(name, element, code), outside);
}

function entryOr(name: string, element: number, otherwise: Code): Code {
  return (run) => {
    const value = run.slots[element] ?? null;
    const entry = partOf(value, name);
    return entry === undefined ? otherwise(run) : entry;
  };
}

function variable(node: NodeOf<'name'>, compiler: Compiler): Code {
  const { name } = node;
  const builtin = builtinValue(name);
  const site = compiler.site(node);
  const tolerates = compiler.tolerates;
  const absent = (run: Run): Value => builtin ?? (tolerates ? null : run.doubt('FEEL_NO_VARIABLE', site));
  if (name in Object.prototype)
    return (run) => (Object.hasOwn(run.context, name) ? (run.context[name] as Value) : absent(run));
  return (run) => {
    const value = run.context[name] as Value | undefined;
    return value === undefined ? absent(run) : value;
  };
}

/** An entry or property of a value; undefined when there is none. */
export function partOf(value: Value, name: string): Value | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (value instanceof Special) return value.property(name);
  return isContext(value) ? entryNamed(value, name) : undefined;
}

/** Entries may be written with other spaces around their signs. */
function entryNamed(context: Entries, name: string): Value | undefined {
  if (Object.hasOwn(context, name)) return context[name];
  const other = signs.test(name) ? tight(name) : name;
  return other !== name && Object.hasOwn(context, other) ? context[other] : undefined;
}

const signs = /[./\-'+*^]/;

/** `a.b`; of a list, of each element. */
export function compilePath(node: NodeOf<'path'>, scope: Scope, compiler: Compiler): Code {
  const { name } = node;
  const target = compiler.code(node.target, scope);
  const site = { source: compiler.source, from: node.to - name.length, to: node.to };
  const tolerates = compiler.tolerates;
  const ordinary = !(name in Object.prototype);
  return (run) => {
    const value = target(run);
    if (ordinary && isContext(value)) {
      const entry = value[name];
      if (entry !== undefined) return entry;
    }
    return follow(run, value, name, site, tolerates);
  };
}

function follow(run: Run, value: Value, name: string, site: Site, tolerates: boolean): Value {
  if (Array.isArray(value)) {
    run.tick(value.length);
    return value.map((element) => follow(run, element, name, site, tolerates));
  }
  const entry = partOf(value, name);
  if (entry !== undefined) return entry;
  return tolerates ? null : run.doubt('FEEL_NO_ENTRY', site);
}
