import type { Transaction } from '../types.js';

/** Outgoing work that was given up, or still waits after a failed try. */
export interface DeadLetter {
  id: string;
  jobType: string;
  status: 'dead' | 'pending' | 'queued';
  attempts: number;
  maxAttempts: number;
  lastError: string | null;
  /** when the next try is due */
  availableAt: Date;
  createdAt: Date;
  instanceId: string | null;
  variables: Record<string, unknown>;
}

export interface DeadLetterQuery {
  tenant: string;
  /** dead: given up; waiting: failed at least once and tried again later */
  state: 'dead' | 'waiting';
  /** only older than this one */
  before?: { at: Date; id: string } | null;
  limit: number;
}

const columns = `
  id, job_type AS "jobType", status, attempts, max_attempts AS "maxAttempts", last_error AS "lastError",
  available_at AS "availableAt", created_at AS "createdAt", instance_id AS "instanceId",
  payload->'variables' AS variables`;

const inState = {
  dead: `status = 'dead'`,
  waiting: `status IN ('pending', 'queued') AND last_error IS NOT NULL`,
};

/** What no instance waits for (for what one waits for, it has an incident), newest first. */
export function listDeadLetters(
  tx: Transaction,
  { tenant, state, before, limit }: DeadLetterQuery,
): Promise<DeadLetter[]> {
  return tx.query<DeadLetter[]>(
    `SELECT ${columns} FROM outbox
     WHERE tenant_id = $1 AND NOT awaited AND ${inState[state]}
       AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
     ORDER BY created_at DESC, id DESC LIMIT $4`,
    [tenant, before?.at ?? null, before?.id ?? null, limit],
  );
}

/** How many there are by job type. */
export async function countDeadLetters(tx: Transaction, tenant: string): Promise<Map<string, number>> {
  const rows = await tx.query<{ jobType: string; count: number }[]>(
    `SELECT job_type AS "jobType", count(*)::int AS count FROM outbox
     WHERE tenant_id = $1 AND NOT awaited AND status = 'dead' GROUP BY job_type`,
    [tenant],
  );
  return new Map(rows.map(({ jobType, count }) => [jobType, count]));
}

const selected = `tenant_id = $1 AND NOT awaited AND status = 'dead' AND ($2::uuid[] IS NULL OR id = ANY ($2))`;

/** Tries given-up work anew from the first try, with the same key; all of the tenant when no ids are given. */
export function replayDeadLetters(tx: Transaction, tenant: string, ids: string[] | null): Promise<number> {
  return changed(
    tx,
    `UPDATE outbox SET status = 'pending', attempts = 0, available_at = now(), queued_at = NULL, leased_until = NULL
     WHERE ${selected} RETURNING id`,
    [tenant, ids],
  );
}

/** Leaves given-up work for good; all of the tenant when no ids are given. */
export function discardDeadLetters(tx: Transaction, tenant: string, ids: string[] | null): Promise<number> {
  return changed(tx, `UPDATE outbox SET status = 'cancelled' WHERE ${selected} RETURNING id`, [tenant, ids]);
}

async function changed(tx: Transaction, sql: string, parameters: unknown[]): Promise<number> {
  const [rows] = await tx.query<[unknown[], number]>(sql, parameters);
  return rows.length;
}
