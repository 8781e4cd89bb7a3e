import { signatureOf } from '../check/infer.js';
import type { NodeOf, Parameter } from '../parse/ast.js';
import { BudgetExceeded } from '../run.js';
import type { Run } from '../run.js';
import { FeelFunction } from '../values/function.js';
import type { Call, Signature } from '../values/function.js';
import { rangeOf } from '../values/range.js';
import { setEntry } from '../values/value.js';
import type { Entries, Value } from '../values/value.js';
import { constantOf } from './constant.js';
import { weightOf } from './iteration.js';
import type { Code, Compiler, Scope } from './scope.js';
import { convertTo } from './types.js';

export function compileTemporal(node: NodeOf<'temporal'>, compiler: Compiler): Code {
  const { value } = node;
  const site = compiler.site(node);
  return value ? () => value : (run) => run.doubt('FEEL_ARGUMENTS', site);
}

export function compileList(node: NodeOf<'list'>, scope: Scope, compiler: Compiler): Code {
  const items = node.items.map((item) => compiler.code(item, scope));
  return (run) => {
    const list: Value[] = [];
    for (const item of items) list.push(item(run));
    return list;
  };
}

/** Later entries see earlier ones; a function sees itself. */
export function compileContext(node: NodeOf<'context'>, scope: Scope, compiler: Compiler): Code {
  let inner = scope;
  const entries = node.entries.map(({ key, value }) => {
    const slot = compiler.slot();
    const code = compiler.code(value, value.type === 'function' ? inner.bind(key, slot) : inner);
    inner = inner.bind(key, slot);
    return { key, slot, code };
  });
  const site = compiler.site(node);
  const twice = new Set(entries.map(({ key }) => key)).size < entries.length;
  const special = entries.some(({ key }) => key in Object.prototype);
  if (twice) return (run) => run.doubt('FEEL_DUPLICATE_ENTRY', site);
  return (run) => {
    const context: Entries = {};
    for (const { key, slot, code } of entries) {
      const value = code(run);
      if (value instanceof FeelFunction && value.slots) value.slots[slot] = value;
      run.slots[slot] = value;
      if (special) setEntry(context, key, value);
      else context[key] = value;
    }
    return context;
  };
}

export function compileRange(node: NodeOf<'range'>, scope: Scope, compiler: Compiler): Code {
  const { startIncluded, endIncluded } = node;
  const [low, high] = [constantOf(node.start), constantOf(node.end)];
  const known =
    low === undefined || high === undefined ? null : rangeOf(low, high, startIncluded, endIncluded);
  if (known) return () => known;
  const start = compiler.code(node.start, scope);
  const end = compiler.code(node.end, scope);
  const site = compiler.site(node);
  return (run) => {
    const [from, to] = [start(run), end(run)];
    const range = rangeOf(from, to, startIncluded, endIncluded);
    if (range || (from === null && to === null)) return range;
    return run.doubt('FEEL_NOT_COMPARABLE', site);
  };
}

export function compileDefinition(node: NodeOf<'function'>, scope: Scope, compiler: Compiler): Code {
  const site = compiler.site(node);
  if (node.external) return (run) => run.doubt('FEEL_UNSUPPORTED', site, 'external');
  const slots = node.parameters.map(() => compiler.slot());
  const inner = node.parameters.reduce((at, { name }, i) => at.bind(name, slots[i]!), scope);
  const body = compiler.code(node.body, inner);
  const cost = 2 + weightOf(node.body);
  const names = node.parameters.map(({ name }) => name);
  let known: Signature | undefined;
  const signature = () => (known ??= signatureOf(node));
  return (run) => {
    const seen = run.slots.slice();
    const context = run.context;
    const call: Call = (caller, args, at) => {
      if (args.length !== slots.length) return caller.doubt('FEEL_ARGUMENTS', at);
      return within(caller, context, seen, cost, () => {
        for (const [i, slot] of slots.entries()) {
          const value = converted(caller, args[i] ?? null, node.parameters[i]!);
          if (value === undefined) return caller.doubt('FEEL_ARGUMENTS', at, names[i]);
          caller.slots[slot] = value;
        }
        return body(caller);
      });
    };
    return new FeelFunction(names, call, seen, false, signature);
  };
}

/** Runs a body with the variables its function was made with. */
function within(run: Run, context: Run['context'], seen: Value[], cost: number, body: () => Value): Value {
  run.tick(cost + 8 + (seen.length >> 3));
  if (++run.depth > run.budget.depth) throw new BudgetExceeded();
  const [slots, outer] = [run.slots, run.context];
  run.slots = seen.slice();
  run.context = context;
  const value = body();
  run.slots = slots;
  run.context = outer;
  run.depth--;
  return value;
}

function converted(run: Run, value: Value, { type }: Parameter): Value | undefined {
  return type ? convertTo(run, value, type) : value;
}
