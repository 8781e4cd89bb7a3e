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

/** A wait state of an instance. */
export interface Place {
  instanceId: string;
  key: string;
}

const places = new WeakMap<object, Place>();

/** Remembers which of several wait states an error was met at; gives the error. */
export function metAt(error: unknown, place: Place): unknown {
  if (typeof error === 'object' && error !== null) places.set(error, place);
  return error;
}

/** Where an error was met; null: nobody said. */
export const placeOf = (error: unknown): Place | null => places.get(error as object) ?? null;

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
const lockInstance = (waiting: string) => `
SELECT i.id, i.tenant_id AS "tenantId", i.business_key AS "businessKey", i.deployment_id AS "deploymentId", w.key,
       w.element_id AS "elementId", clock_timestamp() AS at
FROM ${waiting} JOIN process_instance i ON i.id = w.instance_id`;

/** How a row of a queue is put aside: `find` locks the instance that waits ($1: the row), `hold` the row itself. */
interface Queue {
  find: string;
  hold: string;
}

const ofTimer: Queue = {
  find: `${lockInstance('timer w')} WHERE w.id = $1 FOR UPDATE OF i`,
  hold: `UPDATE timer SET available_at = 'infinity' WHERE id = $1 AND status = 'open' RETURNING 1`,
};
const heardBy = `w.instance_id = d.instance_id AND w.kind = 'signal' AND w.name = d.signal`;
const ofSignal: Queue = {
  find: `${lockInstance(`signal_delivery d JOIN subscription w ON ${heardBy}`)}
    WHERE d.id = $1 ORDER BY w.id LIMIT 1 FOR UPDATE OF i`,
  hold: `UPDATE signal_delivery SET available_at = 'infinity' WHERE id = $1 RETURNING 1`,
};
// Somebody waits for it, so it does not expire meanwhile: it counts as not tried.
const ofMessage: Queue = {
  find: `${lockInstance('subscription w')} WHERE $1::bigint IS NOT NULL AND w.instance_id = $2 AND w.key = $3
    FOR UPDATE OF i`,
  hold: `UPDATE message SET available_at = 'infinity', fresh = true, waits_in = $2 WHERE id = $1 RETURNING 1`,
};

async function park(
  tx: Transaction,
  { find, hold }: Queue,
  { rowId, place, obstacle }: { rowId: string; place?: Place; obstacle: Obstacle },
  listeners: WaitListener[],
): Promise<boolean> {
  const [found] = await tx.query<Parked[]>(find, [rowId, ...(place ? [place.instanceId, place.key] : [])]);
  if (!found || !(await obstacle.stands(tx))) return false;
  const [rows] = await tx.query<[unknown[], number]>(hold, [rowId, ...(place ? [place.instanceId] : [])]);
  if (rows.length === 0) return false;
  const { key, elementId, at, ...instance } = found;
  for (const listener of listeners)
    await listener(tx, { instance, key, elementId, obstacle: obstacle.name, at });
  return true;
}

/**
 * From now on nobody looks at the timer until `goOn`; who wants to know is told in the same transaction. False when the
 * obstacle has gone meanwhile or the timer is closed: nothing was changed.
 */
export const parkTimer = (
  tx: Transaction,
  rowId: string,
  obstacle: Obstacle,
  listeners: WaitListener[],
): Promise<boolean> => park(tx, ofTimer, { rowId, obstacle }, listeners);

/** The same for a signal on its way to an instance. */
export const parkSignal = (
  tx: Transaction,
  rowId: string,
  obstacle: Obstacle,
  listeners: WaitListener[],
): Promise<boolean> => park(tx, ofSignal, { rowId, obstacle }, listeners);

/** The same for a message that would end this wait state. While it waits it does not expire. */
export const parkMessage = (
  tx: Transaction,
  row: { rowId: string; place: Place; obstacle: Obstacle },
  listeners: WaitListener[],
): Promise<boolean> => park(tx, ofMessage, row, listeners);

/**
 * Lets what was parked for an instance happen at the next look. The caller has removed what it waited for and acts for
 * the instance's tenant.
 */
export async function goOn(tx: Transaction, instanceId: string): Promise<void> {
  await tx.query(
    `WITH timers AS (
       UPDATE timer SET available_at = now(), attempts = 0
       WHERE instance_id = $1 AND status = 'open' AND available_at = 'infinity'
     ), signals AS (
       UPDATE signal_delivery SET available_at = now(), attempts = 0
       WHERE instance_id = $1 AND available_at = 'infinity'
     )
     UPDATE message SET available_at = now(), attempts = 0, waits_in = NULL WHERE waits_in = $1`,
    [instanceId],
  );
}

/** Lets messages go that were parked for a wait state that has closed: others may have them, or they expire. */
export async function releaseMessages(tx: Transaction, tenant: string): Promise<void> {
  await tx.query(
    `UPDATE message m SET available_at = now(), waits_in = NULL WHERE m.tenant_id = $1 AND m.waits_in IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM subscription s
       WHERE s.instance_id = m.waits_in AND s.kind = 'message' AND s.name = m.name)`,
    [tenant],
  );
}

/** A wait state that would end, but for an obstacle. */
export interface ParkedWait {
  key: string;
  elementId: string;
  /** when the timer was due, or the message or signal sent */
  since: Date;
}

/** The wait states of an instance that would have ended and wait for an obstacle to go. */
export const parkedWaits = (tx: Transaction, instanceId: string): Promise<ParkedWait[]> =>
  tx.query<ParkedWait[]>(
    `SELECT key, element_id AS "elementId", due_at AS since FROM timer
     WHERE instance_id = $1 AND status = 'open' AND available_at = 'infinity'
     UNION ALL
     SELECT w.key, w.element_id, min(d.created_at) FROM signal_delivery d JOIN subscription w ON ${heardBy}
     WHERE d.instance_id = $1 AND d.available_at = 'infinity' GROUP BY 1, 2
     UNION ALL
     SELECT w.key, w.element_id, min(m.created_at) FROM message m JOIN subscription w
       ON w.instance_id = m.waits_in AND w.kind = 'message' AND w.name = m.name
         AND (w.correlation_key IS NULL OR w.correlation_key = m.correlation_key)
     WHERE m.waits_in = $1 GROUP BY 1, 2
     ORDER BY since, key`,
    [instanceId],
  );
