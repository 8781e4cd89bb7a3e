import type { DataSource } from 'typeorm';
import { runPrepared, type Statement } from '../database/prepared.js';
import { inSystem, inTenant } from '../database/transaction.js';
import type { OutboxPayload, OutboxStatus } from '../entities/work.js';
import { clean, jsonb } from '../execution/jsonb.js';
import { currentTrace } from '../tracing.js';
import type { Transaction, Variables } from '../types.js';

/** An outbox entry this worker holds the lease of. */
export interface LeasedEntry {
  id: string;
  tenant: string;
  instanceId: string | null;
  key: string;
  jobType: string;
  awaited: boolean;
  payload: OutboxPayload;
  /** tries begun, this one included */
  attempts: number;
  maxAttempts: number;
  /** of the step it comes from, as a W3C traceparent */
  trace: string | null;
}

// Whoever holds the lock of an entry takes it, ends it or hands it over anew: nobody has to wait for that.
const lease: Statement = {
  name: 'lease-entries',
  text: `UPDATE outbox SET leased_until = now() + $2 * interval '1 millisecond', attempts = attempts + 1
    WHERE id IN (SELECT id FROM outbox
      WHERE id = ANY ($1::uuid[]) AND status IN ('pending', 'queued') AND available_at <= now()
        AND (leased_until IS NULL OR leased_until < now())
      FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING id, tenant_id AS tenant, instance_id AS "instanceId", key, job_type AS "jobType", awaited, payload,
      attempts, max_attempts AS "maxAttempts", trace`,
};

/** Outgoing work no instance waits for; `key` names it once and for all, in its instance or (null) the tenant. */
export interface OutgoingWork {
  id: string;
  tenant: string;
  instanceId: string | null;
  key: string;
  jobType: string;
  elementId: string;
  variables: Variables;
  maxAttempts: number;
}

/** Outgoing work as part of a statement; `rows` is the parameter that holds `outgoing`. */
export const outgoingRows = (rows: string) => `
INSERT INTO outbox (id, tenant_id, instance_id, key, job_type, awaited, payload, status, max_attempts, available_at,
                    created_at, trace)
SELECT w.id, w.tenant, w."instanceId", w.key, w."jobType", false, w.payload, 'pending', w."maxAttempts", now(), now(),
       w.trace
FROM jsonb_to_recordset(${rows}::jsonb) AS w(id uuid, tenant text, "instanceId" uuid, key text, "jobType" text,
                                             payload jsonb, "maxAttempts" int, trace text)`;

/** What `outgoingRows` reads. */
export function outgoing(works: OutgoingWork[]): string {
  const trace = currentTrace();
  return jsonb(
    works.map(({ elementId, variables, ...work }) => ({
      ...work,
      payload: { elementId, headers: {}, variables },
      trace,
    })),
  );
}

const enqueueRows: Statement = { name: 'enqueue', text: outgoingRows('$1') };

/** Writes outgoing work; it leaves when the transaction is committed. */
export async function enqueue(tx: Transaction, work: OutgoingWork): Promise<void> {
  await runPrepared(tx, enqueueRows, [outgoing([work])]);
}

/**
 * Takes entries for one try each, in the order of the ids; null: finished, not due, or in another worker's hands, of the
 * same id given twice all but one. The try counts from here on, so that a job that kills its worker runs out of tries as
 * well.
 */
export async function leaseEntries(
  dataSource: DataSource,
  ids: string[],
  leaseMs: number,
): Promise<(LeasedEntry | null)[]> {
  const rows = await inSystem(dataSource, (tx) => runPrepared<LeasedEntry>(tx, lease, [ids, leaseMs]));
  const taken = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const entry = taken.get(id) ?? null;
    taken.delete(id);
    return entry;
  });
}

const finish: Statement = {
  name: 'finish-entries',
  text: `UPDATE outbox SET status = 'done', last_error = NULL, leased_until = NULL, done_at = coalesce(done_at, now())
         WHERE id = ANY ($1::uuid[])`,
};

/** Closes entries that are done. */
export async function finishEntries(tx: Transaction, ids: string[]): Promise<void> {
  await runPrepared(tx, finish, [ids]);
}

/** Closes an entry that the step did not close itself. */
export async function finishEntry(
  tx: Transaction,
  id: string,
  status: Extract<OutboxStatus, 'done' | 'dead' | 'cancelled'>,
  error: string | null = null,
): Promise<void> {
  await tx.query(
    `UPDATE outbox SET status = $2, last_error = $3, leased_until = NULL,
       done_at = CASE WHEN $2 = 'done' THEN coalesce(done_at, now()) ELSE done_at END
     WHERE id = $1`,
    [id, status, error && clean(error)],
  );
}

/** Gives an entry back for a later try. */
export async function postponeEntry(
  dataSource: DataSource,
  { id, tenant }: Pick<LeasedEntry, 'id' | 'tenant'>,
  delayMs: number,
  error: string,
): Promise<void> {
  await inTenant(dataSource, { tenant }, (tx) =>
    tx.query(
      `UPDATE outbox SET status = 'pending', available_at = now() + $2 * interval '1 millisecond', last_error = $3,
       queued_at = NULL, leased_until = NULL
     WHERE id = $1 AND status IN ('pending', 'queued')`,
      [id, delayMs, clean(error)],
    ),
  );
}
