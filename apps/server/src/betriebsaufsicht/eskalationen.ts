import { step, type Definition, type InstanceState, type Position } from '@zusteuerung/engine';

/** The escalations that something would catch if they were thrown at this place; the engine itself says it. */
export function eskalationenAt(
  definition: Definition,
  state: InstanceState,
  { key, waitingFor, since }: Position,
): string[] {
  if (waitingFor !== 'userTask' && waitingFor !== 'job') return [];
  return codesOf(definition).filter((code) => {
    const { events } = step(definition, state, { type: 'throwEscalation', key, code }, { now: since });
    const thrown = events.find(({ type }) => type === 'escalationThrown');
    return (thrown?.data as { caughtBy?: string | null } | undefined)?.caughtBy != null;
  });
}

function codesOf({ processes }: Definition): string[] {
  const nodes = [...processes.values()].flatMap(({ scopes }) =>
    [...scopes.values()].flatMap((scope) => [...scope.nodes.values()]),
  );
  const codes = nodes.flatMap(({ source }) =>
    source.definitions.flatMap((one) => (one.kind === 'escalation' && one.code ? [one.code] : [])),
  );
  return [...new Set(codes)].sort();
}
