import { startTimer, type Effect, type Variables } from '@zusteuerung/engine';
import { runPrepared, type Statement } from '../database/prepared.js';
import { beginningOf } from '../database/transaction.js';
import type { Definitions } from '../definitions/definitions.js';
import type { BroadcastRequest, BroadcastResult, Transaction } from '../types.js';
import { jsonb } from './jsonb.js';
import { firstOfEach, startsBy, type StartAt } from './start-events.js';

/** A start event that a signal starts, in the version that is current when it is thrown. */
export type SignalStart = StartAt & { deploymentId: string };

/** A message or signal of a step, with all that its rows need. */
export type Sent =
  | (Extract<Effect, { type: 'publishMessage' }> & { expiresAt: Date })
  | { type: 'throwSignal'; signal: string; variables: Variables; actor: string; starts: SignalStart[] };

// Rows only, no lock on those who listen: $1 instance that sends, $2 tenant, $3 instant.
const signalRows = (sent: string) => `
INSERT INTO signal_delivery (tenant_id, signal, variables, actor, created_at, available_at, instance_id,
                             deployment_id, process_id, start_event, definition)
SELECT $2::text, e->>'signal', e->'variables', e->>'actor', $3::timestamptz, now(), target.*
FROM jsonb_array_elements(${sent}::jsonb) AS row(e) CROSS JOIN LATERAL (
  SELECT DISTINCT s.instance_id, NULL::uuid, NULL, NULL, NULL::int FROM subscription s
  WHERE s.tenant_id = $2::text AND s.kind = 'signal' AND s.name = e->>'signal'
    AND s.instance_id IS DISTINCT FROM $1::uuid
  UNION ALL
  SELECT NULL, (s->>'deploymentId')::uuid, s->>'process', s->>'startEvent', (s->>'definition')::int
  FROM jsonb_array_elements(e->'starts') AS start(s)
) AS target
WHERE e->>'type' = 'throwSignal'`;

const messageRows = (sent: string) => `
INSERT INTO message (tenant_id, name, correlation_key, variables, actor, fresh, created_at, expires_at, forget_at)
SELECT $2::text, e->>'message', e->>'correlationKey', e->'variables', 'message', true, $3::timestamptz,
       (e->>'expiresAt')::timestamptz, (e->>'expiresAt')::timestamptz
FROM jsonb_array_elements(${sent}::jsonb) AS row(e) WHERE e->>'type' = 'publishMessage'`;

/** What a step sends, as parts of the statement that saves it; `sent` is the parameter that holds it. */
export const sending = (sent: string) =>
  `sent_signals AS (${signalRows(sent)}), sent_messages AS (${messageRows(sent)})`;

/** The messages and signals among a step's effects, with what they would start. */
export async function addressed(
  tx: Transaction,
  definitions: Definitions,
  tenant: string,
  effects: Effect[],
  at: Date,
): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const effect of effects) {
    if (effect.type === 'publishMessage')
      sent.push({ ...effect, expiresAt: expiry(at, effect.timeToLive) ?? at });
    if (effect.type !== 'throwSignal') continue;
    const { type, signal, variables } = effect;
    const starts = await signalStarts(tx, definitions, tenant, signal);
    sent.push({ type, signal, variables, actor: 'signal', starts });
  }
  return sent;
}

/** The start events that wait for a signal in the tenant's current version. */
export async function signalStarts(
  tx: Transaction,
  definitions: Definitions,
  tenant: string,
  signal: string,
): Promise<SignalStart[]> {
  const current = await definitions.current(tenant, tx);
  if (!current) return [];
  const { id: deploymentId } = current.deployment;
  const starts = startsBy(current.definition, 'signal').filter((start) => start.signal === signal);
  return firstOfEach(starts).map(({ process, startEvent, definition }) => ({
    process,
    startEvent,
    definition,
    deploymentId,
  }));
}

const broadcastRows: Statement = { name: 'broadcast', text: `${signalRows('$4')} RETURNING instance_id` };

/** See `Processes.broadcast`. */
export async function broadcast(
  tx: Transaction,
  definitions: Definitions,
  { tenant, signal, variables = {}, actor }: BroadcastRequest,
): Promise<BroadcastResult> {
  const starts = await signalStarts(tx, definitions, tenant, signal);
  const sent: Sent = { type: 'throwSignal', signal, variables, actor, starts };
  const rows = await runPrepared(tx, broadcastRows, [null, tenant, beginningOf(tx), jsonb([sent])]);
  return { instances: rows.length - starts.length, starts: starts.length };
}

/** When something ends that lives for an ISO 8601 duration; null: that is no duration. */
export function expiry(from: Date, duration: string): Date | null {
  const schedule = startTimer({ form: 'duration', value: duration }, from.toISOString());
  return schedule && new Date(schedule.due);
}
