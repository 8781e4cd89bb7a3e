import type { InstanceState } from '@zusteuerung/engine';

export type State = InstanceState;

/** A state as PostgreSQL gives it back: jsonb sorts keys by length, then by letters. */
export function stored(state: State): State {
  return sorted(state) as State;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** What does not fit in a state at rest; null: all does. */
export function flaw(state: State): string | null {
  const [tokens, waits] = [Object.values(state.tokens), Object.values(state.waits)];
  if (state.status === 'completed' || state.status === 'terminated')
    return tokens.length + waits.length > 0 ? 'ended, but something is left' : null;
  const found = [...scopeFlaws(state), ...tokenFlaws(state), ...waitFlaws(state)];
  const goesOn =
    waits.length > 0 || tokens.some(({ incident, phase }) => incident !== undefined || phase === 'joining');
  return found[0] ?? (goesOn ? null : 'nothing can happen any more');
}

function scopeFlaws({ scopes, tokens, waits }: State): string[] {
  return Object.values(scopes).flatMap((scope) => {
    const inside = Object.values(tokens).filter((token) => token.scope === scope.key).length;
    const host = scope.host === null ? undefined : tokens[scope.host];
    const lost = Object.entries(scope.joins ?? {}).some(([node, flows]) =>
      Object.values(flows)
        .flat()
        .some((key) => tokens[key]?.at !== node || tokens[key].phase !== 'joining'),
    );
    return [
      ...(inside === scope.alive ? [] : [`${scope.element} counts ${scope.alive} tokens of ${inside}`]),
      ...(inside > 0 || host?.incident ? [] : [`${scope.element} is empty`]),
      ...(scope.host === null || host ? [] : [`${scope.element} has lost its host`]),
      ...((scope.waits ?? []).every((key) => waits[key]) ? [] : [`${scope.element} waits for nothing`]),
      ...(lost ? [`a join in ${scope.element} holds what is not there`] : []),
    ];
  });
}

const resting = new Set(['active', 'joining']);

function tokenFlaws({ scopes, tokens, waits }: State): string[] {
  return Object.values(tokens).flatMap(({ key, at, scope, phase, incident, waits: own = [] }) => {
    const held = Object.values(scopes[scope]?.joins?.[at] ?? {}).flat();
    return [
      ...(scopes[scope] ? [] : [`${at} has lost its scope`]),
      ...(own.every((each) => waits[each]) ? [] : [`${at} waits for nothing`]),
      ...(incident || resting.has(phase) ? [] : [`${at} rests in phase ${phase}`]),
      ...(phase !== 'joining' || held.includes(key) ? [] : [`no join at ${at} knows its token`]),
    ];
  });
}

function waitFlaws({ scopes, tokens, waits }: State): string[] {
  return Object.values(waits).flatMap(({ key, element, token, scope }) => {
    const holder = token === undefined ? scopes[scope ?? ''] : tokens[token];
    return holder?.waits?.includes(key) ? [] : [`nobody holds what waits at ${element}`];
  });
}
