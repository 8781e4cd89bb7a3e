import type { Token } from '../state.js';
import type { Json, Variables } from '../types.js';
import { evaluate } from './evaluate.js';
import { nodeOf } from './run.js';
import type { Run } from './run.js';
import { nothings } from './scopes.js';
import { outside, propagate, propagateOutside, setLocal, visible } from './variables.js';

/** Evaluates the input mappings into variables local to the activity; false: one failed, and none counts. */
export function applyInputs(run: Run, token: Token): boolean {
  const { inputs, data, isBody } = nodeOf(run, token);
  if (isBody || (inputs.length === 0 && data.length === 0)) return true;
  const written: Variables = { ...nothings(data), ...token.variables };
  for (const { source, target } of inputs) {
    const value = evaluate(run, token, source, { extra: written });
    if (value === undefined) return false;
    assign(written, target, value);
  }
  token.variables = written;
  return true;
}

/**
 * Hands on what was delivered: without output mappings where the variables are held; with output mappings it stays
 * in the activity and only the results of the mappings leave it; a target `a.b` keeps what else `a` holds. A run of a
 * multi-instance also writes its own output element (as Zeebe does). False: a mapping failed.
 */
export function applyOutputs(run: Run, token: Token): boolean {
  const { outputs } = nodeOf(run, token);
  const delivered = token.delivered ?? {};
  if (outputs.length === 0) {
    propagate(run, token, delivered);
    return true;
  }
  setLocal(run, token, delivered);
  const isRun = token.index !== undefined;
  const before = (name: string) => (isRun ? (visible(run, token)[name] ?? null) : outside(run, token, name));
  const results: Variables = {};
  for (const { source, target } of outputs) {
    const value = evaluate(run, token, source, { extra: results });
    if (value === undefined) return false;
    const [name = ''] = target;
    if (target.length > 1 && !Object.hasOwn(results, name)) results[name] = before(name);
    assign(results, target, value);
  }
  if (isRun) propagate(run, token, results);
  else propagateOutside(run, token, results);
  return true;
}

/** Writes `a.b.c` into nested contexts, leaving what else they hold. */
function assign(variables: Variables, path: string[], value: Json): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    variables[name] = value;
    return;
  }
  const held = variables[name];
  const inner: Variables = held && typeof held === 'object' && !Array.isArray(held) ? { ...held } : {};
  assign(inner, rest, value);
  variables[name] = inner;
}
