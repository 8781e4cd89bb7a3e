import type { Processes } from '../execution/processes.js';
import { expiry } from '../execution/sending.js';
import type { Logger, Transaction } from '../types.js';
import type { DueRows } from './due-rows.js';

interface DueStart {
  rowId: string;
  tenant: string;
  deploymentId: string;
  process: string;
  startEvent: string;
  definition: number;
  dueAt: Date;
  remaining: number | null;
  every: string | null;
  now: Date;
}

const due = `
SELECT id AS "rowId", tenant_id AS tenant, deployment_id AS "deploymentId", process_id AS process,
       start_event AS "startEvent", definition, due_at AS "dueAt", remaining, every, clock_timestamp() AS now
FROM start_timer
WHERE tenant_id = $3 AND status = 'open' AND available_at <= now() AND ($2::bigint IS NULL OR id = $2)
ORDER BY available_at, id LIMIT $1 FOR UPDATE SKIP LOCKED`;

/** Timer start events that are due; a cycle goes on from its due date, so it never drifts. */
export function dueStartTimers(processes: Processes, logger: Logger): DueRows<DueStart> {
  return {
    table: 'start_timer',
    take: (tx, { tenant, limit, rowId }) => tx.query<DueStart[]>(due, [limit, rowId, tenant]),
    async work(tx, rows) {
      for (const row of rows) {
        const { rowId, tenant, deploymentId, process, startEvent, definition, now: at } = row;
        const where = { tenant, deploymentId, process, startEvent, definition };
        const { problem } = await processes.start(tx, { ...where, actor: 'timer', at });
        if (problem) logger.error('start_timer: does not start', { rowId, problem: problem.code });
        await goOn(tx, row);
      }
    },
  };
}

async function goOn(tx: Transaction, { rowId, dueAt, remaining, every }: DueStart): Promise<void> {
  const next = every === null || remaining === 0 ? null : expiry(dueAt, every);
  if (!next) await tx.query(`UPDATE start_timer SET status = 'fired' WHERE id = $1`, [rowId]);
  else
    await tx.query(
      `UPDATE start_timer SET due_at = $2, available_at = $2, attempts = 0, remaining = remaining - 1 WHERE id = $1`,
      [rowId, next],
    );
}
