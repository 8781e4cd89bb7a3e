import type { ExecuteResult, Transaction, Variables } from '../types.js';
import { jsonb } from './jsonb.js';

/** Messages with the same address are handed over one after the other. */
export interface Address {
  tenant: string;
  name: string;
  correlationKey: string | null;
}

export interface MessageRow extends Address {
  /** null: nobody keeps it */
  id: string | null;
  variables: Variables;
  actor: string;
  fresh: boolean;
}

/** A publisher's id is remembered at least so long. */
const idsLastMs = 86_400_000;
const columns = `m.id, m.tenant_id AS tenant, m.name, m.correlation_key AS "correlationKey", m.variables, m.actor, m.fresh`;

/** Whether a message `m` has to be tried: nobody has yet, or it is alive and something waits for it. */
export const deliverable = `m.available_at <= now() AND (m.fresh OR m.expires_at > now() AND (
  EXISTS (
    SELECT 1 FROM subscription s JOIN process_instance i ON i.id = s.instance_id
    WHERE s.tenant_id = m.tenant_id AND s.kind = 'message' AND s.name = m.name
      AND (s.correlation_key = m.correlation_key OR s.correlation_key IS NULL)
      AND NOT EXISTS (SELECT 1 FROM message_correlation c
                      WHERE c.message_id = m.id AND c.process_id = i.process_id AND NOT c.blocked))
  OR EXISTS (
    SELECT 1 FROM message_correlation c WHERE c.message_id = m.id AND c.blocked
      AND NOT EXISTS (SELECT 1 FROM process_instance i
                      WHERE i.id = c.instance_id AND i.status IN ('active', 'incident')))))`;

const addressed = `m.tenant_id = $1 AND m.name = $2 AND coalesce(m.correlation_key, '') = coalesce($3, '')
  AND m.correlation_key IS NOT DISTINCT FROM $3`;

/** A key means one case, whatever the message is called: its messages must not start two instances at once. */
export function queueOf({ tenant, name, correlationKey }: Address): string {
  return `message ${JSON.stringify(correlationKey === null ? [tenant, null, name] : [tenant, correlationKey])}`;
}

/** Null: the publisher's id is known already. */
export async function insertMessage(
  tx: Transaction,
  { tenant, name, correlationKey, variables, actor, fresh }: MessageRow,
  messageId: string | null,
  at: Date,
  expiresAt: Date,
): Promise<string | null> {
  const forgetAt =
    messageId === null ? expiresAt : new Date(Math.max(expiresAt.getTime(), at.getTime() + idsLastMs));
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO message (tenant_id, name, correlation_key, variables, actor, message_id, fresh, created_at,
                          expires_at, forget_at)
     VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
    [tenant, name, correlationKey, jsonb(variables), actor, messageId, fresh, at, expiresAt, forgetAt],
  );
  return row?.id ?? null;
}

export async function processesThatHad(tx: Transaction, messageId: string): Promise<string[]> {
  const rows = await tx.query<{ process: string }[]>(
    'SELECT process_id AS process FROM message_correlation WHERE message_id = $1 AND NOT blocked',
    [messageId],
  );
  return rows.map(({ process }) => process);
}

/** The active instance of a process that a message with this key started. */
export async function activeInstance(
  tx: Transaction,
  tenant: string,
  process: string,
  correlationKey: string | null,
): Promise<string | null> {
  if (correlationKey === null) return null;
  const [row] = await tx.query<{ id: string }[]>(
    `SELECT i.id FROM message_start x JOIN process_instance i ON i.id = x.instance_id
     WHERE x.tenant_id = $1 AND x.process_id = $2 AND x.correlation_key = $3 AND i.status IN ('active', 'incident')
     LIMIT 1`,
    [tenant, process, correlationKey],
  );
  return row?.id ?? null;
}

export async function noteStart(
  tx: Transaction,
  tenant: string,
  process: string,
  correlationKey: string | null,
  instanceId: string,
): Promise<void> {
  if (correlationKey === null) return;
  await tx.query(
    'INSERT INTO message_start (instance_id, tenant_id, process_id, correlation_key) VALUES ($1, $2, $3, $4)',
    [instanceId, tenant, process, correlationKey],
  );
}

export async function removeSubscription(tx: Transaction, instanceId: string, key: string): Promise<void> {
  await tx.query('DELETE FROM subscription WHERE instance_id = $1 AND key = $2', [instanceId, key]);
}

/** The messages of an address to be tried, oldest first. */
export function waitingMessages(
  tx: Transaction,
  { tenant, name, correlationKey }: Address,
  except: string | null,
  limit: number,
): Promise<MessageRow[]> {
  return tx.query<MessageRow[]>(
    `SELECT ${columns} FROM message m WHERE ${addressed} AND m.id IS DISTINCT FROM $4::bigint AND ${deliverable}
     ORDER BY m.id LIMIT $5 FOR UPDATE OF m`,
    [tenant, name, correlationKey, except, limit],
  );
}

/** Who waits for a message, the longest waiting first. */
export function waitingInstances(
  tx: Transaction,
  { tenant, name, correlationKey }: Address,
): Promise<{ instanceId: string; key: string; process: string }[]> {
  return tx.query(
    `SELECT s.instance_id AS "instanceId", s.key, i.process_id AS process
     FROM subscription s JOIN process_instance i ON i.id = s.instance_id
     WHERE s.tenant_id = $1 AND s.kind = 'message' AND s.name = $2
       AND (s.correlation_key = $3 OR s.correlation_key IS NULL)
     ORDER BY s.created_at, s.id`,
    [tenant, name, correlationKey],
  );
}

/** Remembers who had the message and what is in its way; from now on it is only tried when something changes. */
export async function note(
  tx: Transaction,
  messageId: string,
  results: Map<string, ExecuteResult>,
  blocked: Map<string, string>,
): Promise<void> {
  const rows = [
    ...[...results].map(([process, { instanceId }]) => ({ process, instanceId, blocked: false })),
    ...[...blocked].map(([process, instanceId]) => ({ process, instanceId, blocked: true })),
  ];
  await tx.query(
    `WITH tried AS (UPDATE message SET fresh = false WHERE id = $1 AND fresh),
     unblocked AS (
       DELETE FROM message_correlation WHERE message_id = $1 AND blocked
       AND process_id NOT IN (SELECT e->>'process' FROM jsonb_array_elements($2::jsonb) AS row(e)))
     INSERT INTO message_correlation (message_id, process_id, instance_id, blocked)
     SELECT $1, e->>'process', (e->>'instanceId')::uuid, (e->>'blocked')::boolean
     FROM jsonb_array_elements($2::jsonb) AS row(e)
     ON CONFLICT (message_id, process_id) DO UPDATE SET instance_id = excluded.instance_id, blocked = excluded.blocked`,
    [messageId, JSON.stringify(rows)],
  );
}
