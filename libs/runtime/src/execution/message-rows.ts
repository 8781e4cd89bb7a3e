import { runPrepared, type Statement } from '../database/prepared.js';
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
const isAlive = 'm.available_at <= now() AND m.expires_at > now()';

// One branch per way to match, so that each finds its rows by an index or, all of them, by one hash.
const waitedFor = (messages: string, match: string) => `
SELECT m.id FROM message m
JOIN subscription s ON s.tenant_id = m.tenant_id AND s.kind = 'message' AND s.name = m.name AND ${match}
JOIN process_instance i ON i.id = s.instance_id
WHERE ${messages} AND ${isAlive} AND NOT EXISTS (
  SELECT 1 FROM message_correlation c WHERE c.message_id = m.id AND c.process_id = i.process_id AND NOT c.blocked)`;

/** Ids of those among `messages` that have to be tried: nobody has yet, or they are alive and something waits for them. */
const deliverable = (messages: string, key: string) => `
SELECT m.id FROM message m WHERE ${messages} AND m.fresh AND m.available_at <= now()
UNION ALL ${waitedFor(messages, `s.correlation_key = ${key}`)}
UNION ALL ${waitedFor(messages, 's.correlation_key IS NULL')}
UNION ALL
SELECT m.id FROM message m JOIN message_correlation c ON c.message_id = m.id AND c.blocked
WHERE ${messages} AND ${isAlive} AND NOT EXISTS (
  SELECT 1 FROM process_instance i WHERE i.id = c.instance_id AND i.status IN ('active', 'incident'))`;

const ofAddress = `m.tenant_id = $1 AND m.name = $2 AND coalesce(m.correlation_key, '') = coalesce($3, '')
  AND m.correlation_key IS NOT DISTINCT FROM $3`;

const next: Statement = {
  name: 'next-messages',
  text: `SELECT m.id, m.tenant_id AS tenant, m.name, m.correlation_key AS "correlationKey", m.variables, m.actor, m.fresh
         FROM message m WHERE m.id IN (${deliverable(ofAddress, '$3')}) AND m.id IS DISTINCT FROM $4::bigint
         ORDER BY m.id LIMIT $5 FOR UPDATE OF m`,
};

const addresses: Statement = {
  name: 'waiting-addresses',
  text: `SELECT m.tenant_id AS tenant, m.name, m.correlation_key AS "correlationKey" FROM message m
         WHERE m.id IN (${deliverable('m.tenant_id = $2', 'm.correlation_key')})
         GROUP BY m.tenant_id, m.name, m.correlation_key ORDER BY min(m.id) LIMIT $1`,
};

const waitingWith = (key: string) => `
SELECT s.id, s.created_at, s.instance_id, s.key, i.process_id
FROM subscription s JOIN process_instance i ON i.id = s.instance_id
WHERE s.tenant_id = $1 AND s.kind = 'message' AND s.name = $2 AND s.correlation_key ${key}`;

const waiting: Statement = {
  name: 'waiting-for-message',
  text: `SELECT s.instance_id AS "instanceId", s.key, s.process_id AS process
         FROM (${waitingWith('= $3')} UNION ALL ${waitingWith('IS NULL')}) s ORDER BY s.created_at, s.id`,
};

const lock: Statement = {
  name: 'lock-address',
  text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0)), clock_timestamp() AS now',
};

/** Waits until nobody else works on an address, until the transaction ends; gives the database's clock. */
export async function lockAddress(tx: Transaction, address: Address): Promise<Date> {
  const [row] = await runPrepared<{ now: Date }>(tx, lock, [queueOf(address)]);
  return (row as { now: Date }).now;
}

/** The same without waiting; false: somebody works on the address. */
export async function tryLockAddress(tx: Transaction, address: Address): Promise<boolean> {
  const [row] = await tx.query<{ free: boolean }[]>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free',
    [queueOf(address)],
  );
  return row?.free === true;
}

/** A key means one case, whatever the message is called: its messages must not start two instances at once. */
function queueOf({ tenant, name, correlationKey }: Address): string {
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

/** Where messages of a tenant have to be tried, the oldest first. */
export function waitingAddresses(tx: Transaction, tenant: string, limit: number): Promise<Address[]> {
  return runPrepared(tx, addresses, [limit, tenant]);
}

/** The messages of an address to be tried, oldest first. */
export function waitingMessages(
  tx: Transaction,
  { tenant, name, correlationKey }: Address,
  except: string | null,
  limit: number,
): Promise<MessageRow[]> {
  return runPrepared<MessageRow>(tx, next, [tenant, name, correlationKey, except, limit]);
}

/** Who waits for a message, the longest waiting first. */
export function waitingInstances(
  tx: Transaction,
  { tenant, name, correlationKey }: Address,
): Promise<{ instanceId: string; key: string; process: string }[]> {
  return runPrepared(tx, waiting, [tenant, name, correlationKey]);
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
