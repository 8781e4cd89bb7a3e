import type { Definition } from '../definition.js';
import { scopeDefinition } from '../run/run.js';
import type { InstanceState, ScopeState, Token } from '../state.js';
import type { Possible } from './outside.js';
import { foresight } from './foresight.js';
import type { Foresight } from './foresight.js';
import type { Situation } from './situation.js';

/**
 * Of the events that are possible at rest those that have to be looked at: when what happens to one token neither helps
 * nor hinders any other, the events of that token will do, together with what can end the scopes around it (an ample set:
 * other events stay possible afterwards, and lead to the same). Else all.
 */
export function selectEvents(definition: Definition, situation: Situation, possible: Possible[]): Possible[] {
  const ahead = foresight(definition);
  if (ahead.entangled || possible.length < 2) return possible;
  const { state } = situation;
  const hosts = new Set(Object.values(state.scopes).map(({ host }) => host));
  for (const token of Object.values(state.tokens)) {
    if (!token.waits || hosts.has(token.key)) continue;
    const selected = eventsOf(definition, state, ahead, token, possible);
    if (selected) return selected;
  }
  return possible;
}

/** Null: the token's events are not independent of others. */
function eventsOf(
  definition: Definition,
  state: InstanceState,
  ahead: Foresight,
  token: Token,
  possible: Possible[],
): Possible[] | null {
  const around = placesAround(state, token);
  if (around.some(({ scope, token: at }) => scope.adHoc || at.compensates)) return null;
  const places = around.map(({ scope, token: at }) => ({
    scope: scopeDefinition(definition, scope),
    node: at.at,
  }));
  if (places.some(({ scope }) => ahead.isTangled(scope)) || !goesOnAlone(ahead, places)) return null;
  const keys = new Set(
    around.flatMap(({ scope, token: at }) => [...(at.waits ?? []), ...(scope.waits ?? [])]),
  );
  const concerned = possible.filter(({ waits }) => waits.some(({ key }) => keys.has(key)));
  const independent = concerned.every(({ event, waits }) => event && waits.every(({ key }) => keys.has(key)));
  return independent && concerned.length > 0 ? concerned : null;
}

interface Around {
  scope: ScopeState;
  token: Token;
}

/** The token with its scope, then the token that this scope is inside of with its scope, and so on. */
function placesAround({ scopes, tokens }: InstanceState, token: Token): Around[] {
  const found: Around[] = [];
  for (let at: Token | undefined = token; at;) {
    const scope: ScopeState | undefined = scopes[at.scope];
    if (!scope) return found;
    found.push({ scope, token: at });
    at = scope.host === null ? undefined : tokens[scope.host];
  }
  return found;
}

/** There is a way on that neither closes a cycle nor ends anything but the token's own scopes. */
function goesOnAlone(
  ahead: Foresight,
  places: { scope: ReturnType<typeof scopeDefinition>; node: string }[],
): boolean {
  for (const { scope, node } of places) {
    const outcome = ahead.after(scope, node);
    if (outcome !== 'ends') return outcome === 'stays';
  }
  return true;
}
