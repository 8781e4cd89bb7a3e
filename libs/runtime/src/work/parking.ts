import type { Transaction, WaitListener } from '../types.js';

/** Why a step may not happen for now, told by the error of a listener that keeps it from happening. */
export interface Obstacle {
  /** as in `einwilligung` */
  name: string;
  /** whether it still stands; locks what would remove it until the transaction ends */
  stands(tx: Transaction): Promise<boolean>;
}

/** The obstacle that an error tells of, in its property `obstacle`; null for every other error. */
export function obstacleOf(error: unknown): Obstacle | null {
  const { obstacle } = (error ?? {}) as { obstacle?: Obstacle };
  return typeof obstacle?.stands === 'function' ? obstacle : null;
}

interface Parked {
  id: string;
  tenantId: string;
  businessKey: string | null;
  deploymentId: string;
  key: string;
  elementId: string;
  at: Date;
}

// The instance first, as every command does.
const lockInstance = `
SELECT i.id, i.tenant_id AS "tenantId", i.business_key AS "businessKey", i.deployment_id AS "deploymentId", t.key,
       t.element_id AS "elementId", clock_timestamp() AS at
FROM timer t JOIN process_instance i ON i.id = t.instance_id WHERE t.id = $1 FOR UPDATE OF i`;

/**
 * From now on nobody looks at the timer until `goOn`; who wants to know is told in the same transaction. False when the
 * obstacle has gone meanwhile or the timer is closed: nothing was changed.
 */
export async function parkTimer(
  tx: Transaction,
  rowId: string,
  obstacle: Obstacle,
  listeners: WaitListener[],
): Promise<boolean> {
  const [found] = await tx.query<Parked[]>(lockInstance, [rowId]);
  if (!found || !(await obstacle.stands(tx))) return false;
  const [rows] = await tx.query<[unknown[], number]>(
    `UPDATE timer SET available_at = 'infinity' WHERE id = $1 AND status = 'open' RETURNING 1`,
    [rowId],
  );
  if (rows.length === 0) return false;
  const { key, elementId, at, ...instance } = found;
  for (const listener of listeners)
    await listener(tx, { instance, key, elementId, obstacle: obstacle.name, at });
  return true;
}

/** Lets the timers of an instance that were parked fire at the next look. The caller has removed what they waited for. */
export async function goOn(tx: Transaction, instanceId: string): Promise<void> {
  await tx.query(
    `UPDATE timer SET available_at = now(), attempts = 0
     WHERE instance_id = $1 AND status = 'open' AND available_at = 'infinity'`,
    [instanceId],
  );
}

/** A timer that is due and waits for something else. */
export interface ParkedTimer {
  key: string;
  elementId: string;
  dueAt: Date;
}

/** The timers of an instance that are due and wait for an obstacle to go. */
export const parkedTimers = (tx: Transaction, instanceId: string): Promise<ParkedTimer[]> =>
  tx.query<ParkedTimer[]>(
    `SELECT key, element_id AS "elementId", due_at AS "dueAt" FROM timer
     WHERE instance_id = $1 AND status = 'open' AND available_at = 'infinity' ORDER BY due_at, id`,
    [instanceId],
  );
