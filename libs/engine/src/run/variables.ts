import type { ScopeState, Token } from '../state.js';
import type { Json, Variables } from '../types.js';
import { hostOf, scopeOf } from './run.js';
import type { Run } from './run.js';

type Holder = Token | ScopeState;

/** The places that may hold variables, from the token outwards; ends at the (called) process. */
function* holders(run: Run, token: Token): Generator<Holder> {
  let current: Token | null = token;
  while (current) {
    yield current;
    const scope: ScopeState = scopeOf(run, current);
    if (scope.variables) {
      yield scope;
      return;
    }
    current = hostOf(run, scope);
  }
}

/** All variables visible at a token; inner ones hide outer ones. */
export function visible(run: Run, token: Token): Variables {
  const found: Variables[] = [];
  for (const { variables } of holders(run, token)) if (variables) found.push(variables);
  if (found.length === 1) return found[0] ?? {};
  // Assigning would take a variable `__proto__` for the prototype.
  return found.reverse().reduce((outer, inner) => ({ ...outer, ...inner }), {});
}

/** All variables visible in a scope, without those local to the activities in it. */
export function visibleInScope(run: Run, scope: ScopeState): Variables {
  if (scope.variables) return scope.variables;
  const host = hostOf(run, scope);
  return host ? visible(run, host) : {};
}

/** Writes variables where they are already held, nearest first; new ones go to the process (as Zeebe does). */
export function propagate(run: Run, token: Token, variables: Variables): void {
  if (Object.keys(variables).length === 0) return;
  const chain = [...holders(run, token)];
  const outermost = chain[chain.length - 1] ?? token;
  for (const [name, value] of Object.entries(variables)) {
    const holder = chain.find((candidate) => candidate.variables && Object.hasOwn(candidate.variables, name));
    write(holder ?? outermost, name, value);
    run.changed.add(name);
  }
  run.events.push({ type: 'variablesChanged', elementId: token.at, key: token.key, data: variables });
}

/** As `propagate`, starting outside the token: results of output mappings. */
export function propagateOutside(run: Run, token: Token, variables: Variables): void {
  const local = token.variables;
  delete token.variables;
  propagate(run, token, variables);
  if (local) token.variables = local;
}

/** A variable as it is outside the token, null when there is none. */
export function outside(run: Run, token: Token, name: string): Json {
  for (const holder of holders(run, token))
    if (holder !== token && holder.variables && Object.hasOwn(holder.variables, name))
      return holder.variables[name] ?? null;
  return null;
}

export function setLocal(run: Run, token: Token, variables: Variables): void {
  for (const name of Object.keys(variables)) run.changed.add(name);
  if (Object.keys(variables).length > 0) token.variables = { ...token.variables, ...variables };
}

function write(holder: Holder, name: string, value: Json): void {
  holder.variables = { ...holder.variables, [name]: value };
}
