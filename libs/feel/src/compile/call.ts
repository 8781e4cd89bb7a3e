import { builtinNamed } from '../builtins/index.js';
import type { Builtin } from '../builtins/define.js';
import type { Node, NodeOf } from '../parse/ast.js';
import type { Run, Site } from '../run.js';
import { FeelFunction } from '../values/function.js';
import type { Value } from '../values/value.js';
import { constantOf } from './constant.js';
import type { Code, Compiler, Scope } from './scope.js';

type CallNode = NodeOf<'call'> | NodeOf<'namedCall'>;

/** Functions that ask about what may be absent. */
const tolerant = new Set(['is defined', 'get or else']);

export function compileCall(node: CallNode, scope: Scope, compiler: Compiler): Code {
  const constant = constantOf(node);
  if (constant !== undefined) return () => constant;
  const builtin = builtinOf(node.target, scope);
  const site = compiler.site(node);
  const given = argumentsOf(node, scope, compiler, builtin !== null && tolerant.has(builtin.name));
  if (builtin) return callBuiltin(builtin, given, node, site);
  const target = compiler.code(node.target, scope);
  return (run) => {
    const called = target(run);
    if (!(called instanceof FeelFunction)) return run.doubt('FEEL_NO_FUNCTION', site);
    return callFunction(run, called, given, node, site);
  };
}

function builtinOf(target: Node, scope: Scope): Builtin | null {
  if (target.type !== 'name' || scope.find(target.name).slot !== null) return null;
  return builtinNamed(target.name);
}

function argumentsOf(node: CallNode, scope: Scope, compiler: Compiler, lenient: boolean): Code[] {
  const values = node.type === 'call' ? node.positional : node.named.map(({ value }) => value);
  return values.map((value, i) =>
    lenient && i === 0 ? compiler.tolerant(() => compiler.code(value, scope)) : compiler.code(value, scope),
  );
}

/** A variable that is a function of the same name comes first. */
function callBuiltin(builtin: Builtin, given: Code[], node: CallNode, site: Site): Code {
  const { name } = builtin;
  const call = builtinCall(builtin, given, node, site);
  return (run) => {
    const own = run.context[name] as Value | undefined;
    return own instanceof FeelFunction ? callFunction(run, own, given, node, site) : call(run);
  };
}

function builtinCall(builtin: Builtin, given: Code[], node: CallNode, site: Site): Code {
  if (node.type === 'namedCall') {
    const names = node.named.map(({ name }) => name);
    return (run) => builtin.callNamed(run, names, evaluateAll(run, given), site);
  }
  const [first, second] = given;
  if (given.length === 1 && first) return (run) => builtin.call(run, [first(run)], site);
  if (given.length === 2 && first && second)
    return (run) => builtin.call(run, [first(run), second(run)], site);
  return (run) => builtin.call(run, evaluateAll(run, given), site);
}

function evaluateAll(run: Run, codes: Code[]): Value[] {
  return codes.map((code) => code(run));
}

function callFunction(run: Run, called: FeelFunction, given: Code[], node: CallNode, site: Site): Value {
  const values = evaluateAll(run, given);
  if (node.type === 'call') return called.call(run, values, site);
  const args = called.parameters.map((): Value => null);
  for (const [i, { name }] of node.named.entries()) {
    const at = called.parameters.indexOf(name);
    if (at < 0) return run.doubt('FEEL_ARGUMENTS', site, name);
    args[at] = values[i] ?? null;
  }
  if (node.named.length < args.length) return run.doubt('FEEL_ARGUMENTS', site);
  return called.call(run, args, site);
}
